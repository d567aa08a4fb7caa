import { expect, it } from 'vitest';
import { StatusLine } from '../../../src/live/terminal/status-line.ts';
import { Screen } from '../../support/screen.ts';

it('draws a status over the last one, cuts what is too long, and is gone when it is cleared', async () => {
  const { status, screen } = statusOn(20);
  status.draw('doctor: timers, which takes a while');
  expect(await screen.lines()).toEqual(['doctor: timers, wh…']);
  status.draw('doctor: \u001b[31mhosts');
  expect(await screen.lines()).toEqual(['doctor: \ufffdhosts']);
  status.clear();
  expect(await screen.lines()).toEqual([]);
});

it('writes nothing where nobody looks, and clears only what it drew', () => {
  const quiet = statusOn(20, false);
  quiet.status.draw('a');
  quiet.status.clear();
  const unused = statusOn(20);
  unused.status.clear();
  expect([...quiet.written, ...unused.written]).toEqual([]);
});

function statusOn(
  columns: number,
  isShown = true,
): { status: StatusLine; screen: Screen; written: string[] } {
  const screen = new Screen({ columns, rows: 5 });
  const written: string[] = [];
  const write = (text: string): boolean => {
    written.push(text);
    screen.write(text);
    return true;
  };
  return { status: new StatusLine({ write, columns, rows: 5 }, isShown), screen, written };
}
