import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cliPath, startProcess, temporaryFolder } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';

const escape = '\u001b';
const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0;
if (!hasScript) process.stderr.write('terminal.test.ts is skipped: there is no util-linux `script` here\n');

describe.skipIf(!hasScript)('on a terminal', () => {
  it('draws a live line on stderr, and takes it away before the report', async () => {
    const server = await countingServer();
    const file = join(await temporaryFolder(), 'report.txt');
    const seen = await onTerminal(`${server.url} -d 1500ms -c 2 > "${file}"`);
    const lines = seen.split(`\r${escape}[K`);
    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(lines[1]).toMatch(
      /^▕█+ *▏ 1 s of 1\.5 s {2}[\d,]+\/s {2}p50 .* {2}p99 .* {2}0 errors {2}2 in flight$/,
    );
    expect(lines.at(-1)).toBe('');
    expect(seen).not.toMatch(/2 s of 1\.5 s/);
    expect(await readFile(file, 'utf8')).not.toContain(escape);
  });

  it('draws nothing with -q', async () => {
    const server = await countingServer();
    expect(await onTerminal(`${server.url} -d 1200ms -c 2 -q > /dev/null`)).toBe('');
  });

  it('colours the report', async () => {
    const server = await countingServer();
    const seen = await onTerminal(`${server.url} -n 20 -c 2 --fail-if 'p50 > 1us' 2> /dev/null`);
    expect(seen).toMatch(new RegExp(`${escape}\\[31mFAILED`));
    expect(seen).toMatch(/started 20/);
  });

  it('colours nothing with NO_COLOR, with --no-color and on a dumb terminal', async () => {
    const server = await countingServer();
    const quiet = `${server.url} -n 20 -c 2 2> /dev/null`;
    const screens = await Promise.all([
      onTerminal(quiet, 'NO_COLOR=1 '),
      onTerminal(`--no-color ${quiet}`),
      onTerminal(quiet, 'TERM=dumb '),
    ]);
    for (const seen of screens) {
      expect(seen).toMatch(/started 20/);
      expect(seen).not.toContain(escape);
    }
  });
});

/** What a terminal shows of `inrush` with these arguments, the shell's own syntax. */
async function onTerminal(shellArgs: string, before = ''): Promise<string> {
  const command = `${before}"${process.execPath}" "${cliPath}" ${shellArgs}`;
  const options = { env: { TERM: 'xterm-256color' } };
  const { stdout } = await startProcess('script', ['-qec', command, '/dev/null'], options).outcome();
  return stdout;
}
