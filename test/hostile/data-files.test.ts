import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowDraw } from '../../src/flow/data/row-draw.ts';
import { indexRows } from '../../src/scenario/data/index-rows.ts';
import { temporaryFolder } from '../support/built-cli.ts';

const names = ['a.csv', 'a.tsv', 'a.json', 'a.ndjson'] as const;
/** On a busy machine; alone none takes a tenth of it. */
const mostMs = 10_000;
const mostGrowthBytes = 160 * 1024 * 1024;

describe.each(names)('%s', (name) => {
  it('may be a pipe that nobody writes to: it is refused at once', async () => {
    const path = join(await temporaryFolder(), name);
    execFileSync('mkfifo', [path]);
    expect(await indexRows(path, name)).toMatchObject({ problems: [{ message: `${name} is not a file` }] });
  });

  it('may lead to a device without end: it is refused at once', async () => {
    const path = join(await temporaryFolder(), name);
    await symlink('/dev/zero', path);
    expect(await indexRows(path, name)).toMatchObject({ problems: [{ message: `${name} is not a file` }] });
  });

  it('may lead to itself', async () => {
    const path = join(await temporaryFolder(), name);
    await symlink(path, path);
    expect(await indexRows(path, name)).toMatchObject({
      problems: [{ message: expect.stringContaining('ELOOP') }],
    });
  });

  it('may grow all the time: it is read up to where it ended', async () => {
    const path = join(await temporaryFolder(), name);
    const row = name.endsWith('son') ? '{"id":1}\n' : '1\n';
    await writeFile(path, row.repeat(2));
    const more = row.repeat(1000);
    let growths = 0;
    const growth = setInterval(() => {
      appendFileSync(path, more);
      growths++;
    }, 0);
    const reading = await indexRows(path, name).finally(() => clearInterval(growth));
    // As many as it takes to load the parser on a slow machine, and far from what a reader that follows would see.
    expect(growths).toBeLessThan(10_000);
    if (reading.ok) reading.rows.remove();
  });

  it.each([
    ['zeros', Buffer.alloc(4e6)],
    ['line ends', Buffer.alloc(4e6, '\n')],
    ['quotes', Buffer.alloc(4e6, '"')],
    ['separators', Buffer.alloc(4e6, ',')],
    ['brackets', Buffer.alloc(4e6, '[')],
    ['open objects', Buffer.alloc(4e6, '[{"a":')],
    ['one text', Buffer.concat([Buffer.from('[{"a":"'), Buffer.alloc(4e6, 'x')])],
    ['one number', Buffer.concat([Buffer.from('[{"a":1'), Buffer.alloc(4e6, '0')])],
    ['ragged rows', Buffer.alloc(4e6, 'a,b\tc\nd\n')],
  ])('may be megabytes of %s: it is refused in time and little memory', async (_what, contents) => {
    const path = join(await temporaryFolder(), name);
    await writeFile(path, contents);
    const [startedAt, before] = [performance.now(), process.memoryUsage.rss()];
    const reading = await indexRows(path, name);
    expect(reading.ok).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(mostMs);
    expect(process.memoryUsage.rss() - before).toBeLessThan(mostGrowthBytes);
  });

  it('may be any bytes: what is not refused can be drawn', async () => {
    const path = join(await temporaryFolder(), name);
    await fc.assert(
      fc.asyncProperty(hostileBytes(), async (contents) => {
        await writeFile(path, contents);
        const reading = await indexRows(path, name);
        if (!reading.ok) {
          expect(reading.problems.length).toBeGreaterThan(0);
          return;
        }
        expect(drawnCount(reading.rows)).toBe(reading.rows.rowCount);
        reading.rows.remove();
      }),
      { numRuns: 250 },
    );
  });
});

/** Bytes of all kinds, above all those that mean something to one of the formats. */
function hostileBytes(): fc.Arbitrary<Buffer> {
  const marks = fc.constantFrom(...'" , ; \t \n \r [ ] { } : \\ a 1 \0 ö 𝄞 \uFEFF \u00a0 \u2028'.split(' '));
  const words = ['null', '\r\n', '"a"', '{"a":1}', '{"a":1}\n', '[{"a":1}', ',{"b":"2"}', 'a,b\n'];
  const token = fc.oneof(marks, fc.constantFrom(...words, '"__proto__"', String.raw`\ud800`));
  const text = fc.array(token, { maxLength: 25 }).map((tokens) => Buffer.from(tokens.join('')));
  const list = text.map((bytes) => Buffer.concat([Buffer.from('[{"a":1},'), bytes, Buffer.from(']')]));
  const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
  return fc.oneof(text, list, bytes);
}

function drawnCount(rows: {
  readonly rowsPath: string;
  readonly offsetsPath: string;
  readonly rowCount: number;
}): number {
  const draw = new RowDraw(
    { name: 'rows', from: 'rows', pick: 'unique', onEnd: 'stop', ...rows },
    { worker: 0, workers: 1, seed: 1 },
  );
  let count = 0;
  while (draw.draw() !== null) count++;
  draw.close();
  return count;
}
