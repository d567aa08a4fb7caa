import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Drawing } from '../../../src/live/terminal/drawing.ts';
import { Screen } from '../../support/screen.ts';

const window = { columns: 40, rows: 12 };

describe('a drawing', () => {
  it('stands where the next line would, and is drawn over itself', async () => {
    const { screen, drawing } = drawingOn();
    screen.write('$ inrush\n');
    drawing.draw(['one', 'two', 'three'], window);
    expect(await screen.lines()).toEqual(['$ inrush', 'one', 'two', 'three']);
    drawing.draw(['one', 'II', 'three'], window);
    expect(await screen.lines()).toEqual(['$ inrush', 'one', 'II', 'three']);
    expect(await screen.cursor()).toEqual({ column: 0, row: 4 });
  });

  it('writes only what differs, and nothing where nothing does', () => {
    const { drawing, written } = drawingOn();
    drawing.draw(['first', 'second', 'third'], window);
    drawing.draw(['first', 'SECOND', 'third'], window);
    expect(written[1]).toContain('SECOND');
    expect(written[1]).not.toMatch(/first|third/);
    drawing.draw(['first', 'SECOND', 'third'], window);
    expect(written).toHaveLength(2);
  });

  it('leaves the screen as it would be if only the last frame had been drawn', async () => {
    const anyLine = fc.string({ maxLength: window.columns - 1, unit: fc.constantFrom('a', 'b', '▂', ' ') });
    const anyFrame = fc.array(anyLine, { minLength: 1, maxLength: window.rows - 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { minLength: 1, maxLength: 6 }), async (frames) => {
        const { screen, drawing } = drawingOn();
        for (const frame of frames) drawing.draw(frame, window);
        const last = (frames.at(-1) ?? []).map((line) => line.trimEnd());
        expect(await screen.lines()).toEqual(withoutEmptyEnd(last));
        expect(await screen.cursor()).toEqual({ column: 0, row: last.length });
        drawing.clear(window);
        expect(await screen.lines()).toEqual([]);
        expect(await screen.cursor()).toEqual({ column: 0, row: 0 });
      }),
      { numRuns: 60 },
    );
  });

  it('is gone after it was cleared in a window that has become narrower, and broke its lines', async () => {
    const { screen, drawing } = drawingOn({ columns: 40, rows: 30 });
    screen.write('before\n');
    drawing.draw(['x'.repeat(39), 'short', 'y'.repeat(30)], { columns: 40 });
    await screen.resize({ columns: 15, rows: 30 });
    drawing.clear({ columns: 15 });
    expect(await screen.lines()).toEqual(['before']);
    expect(await screen.cursor()).toEqual({ column: 0, row: 1 });
  });

  it('never hides the cursor, as nobody shows it again after SIGKILL', () => {
    const { drawing, written } = drawingOn();
    drawing.draw(['a'], window);
    drawing.draw(['b'], window);
    drawing.clear(window);
    expect(written.join('')).not.toContain('?25l');
  });

  it('stays where it is when it is left, and the next one stands below', async () => {
    const { screen, drawing } = drawingOn();
    drawing.draw(['a', 'b'], window);
    drawing.leave();
    expect(drawing.isDrawn).toBe(false);
    screen.write('[1]+ Stopped\n');
    drawing.draw(['c', 'd'], window);
    expect(await screen.lines()).toEqual(['a', 'b', '[1]+ Stopped', 'c', 'd']);
  });

  it('clears nothing where nothing is drawn', () => {
    const { drawing, written } = drawingOn();
    drawing.clear(window);
    expect(written).toEqual([]);
  });
});

function drawingOn(size = window): { screen: Screen; drawing: Drawing; written: string[] } {
  const screen = new Screen(size);
  const written: string[] = [];
  const drawing = new Drawing((text) => {
    written.push(text);
    screen.write(text);
  });
  return { screen, drawing, written };
}

function withoutEmptyEnd(lines: readonly string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}
