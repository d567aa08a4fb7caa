import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startProcess, temporaryFolder } from '../../support/built-cli.ts';

const script = fileURLToPath(new URL('row-drawing.js', import.meta.url));
const rowCount = 1_000_000;
const mostAddedBytes = 100e6;

type Outcome = {
  /** Of each worker. */
  readonly counts: readonly { readonly count: number; readonly twice: number }[];
  readonly notOnce: number;
  readonly peakBytes: number;
};

it('draws a million unique rows over two workers, each once, in less than 100 MB more', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'users.csv');
  await writeUsers(path);
  const [without, drawn] = [await draw(folder), await draw(folder, path)];
  const { counts, notOnce } = drawn;
  expect({ counts, notOnce }).toEqual({
    counts: [
      { count: rowCount / 2, twice: 0 },
      { count: rowCount / 2, twice: 0 },
    ],
    notOnce: 0,
  });
  expect(drawn.peakBytes - without.peakBytes).toBeLessThan(mostAddedBytes);
  expect(await readdir(folder)).toEqual(['users.csv']);
});

async function draw(folder: string, ...args: readonly string[]): Promise<Outcome> {
  const running = startProcess(process.execPath, [script, ...args], { env: { TMPDIR: folder } });
  const { stdout, stderr } = await running.outcome();
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Outcome;
}

async function writeUsers(path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write('name,password,email,id\n');
  const rowsAtOnce = 5000;
  for (let first = 0; first < rowCount; first += rowsAtOnce) {
    const rows = Array.from({ length: rowsAtOnce }, (_, index) => user(first + index));
    if (!file.write(rows.join(''))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

function user(id: number): string {
  return `user${id},secret-${(id * 7919) % 1_000_003},user${id}@example.com,${id}\n`;
}
