import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { version } from '../../src/base/version.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { manPage } from '../../src/cli/man-page.ts';
import { allManuals } from '../../src/cli/manuals.ts';

const file = fileURLToPath(new URL('../../man/inrush.1', import.meta.url));
const hasGroff = spawnSync('groff', ['--version']).status === 0;

it('is what the flags and commands say; npm run man renews it', () => {
  expect(readFileSync(file, 'utf8')).toBe(manPage(allManuals(), version));
});

it('has every command, flag and exit code', () => {
  const page = manPage(allManuals(), version);
  for (const { name, flags } of allManuals()) {
    if (name !== null) expect(page).toContain(`.SH ${name.toUpperCase().replaceAll('-', String.raw`\-`)}\n`);
    for (const flag of flags) {
      expect(page).toContain(String.raw`\-\-${flag.name.replaceAll('-', String.raw`\-`)}`);
    }
  }
  for (const code of Object.values(exitCode)) expect(page).toMatch(new RegExp(`^\\.B ${code}$`, 'm'));
});

it('is plain ASCII in which no text is taken for a request', () => {
  const manual = { name: 'x', usage: ".a\n'b \\n – c", flags: [], examples: [], wordsAre: null };
  const page = manPage([manual], version);
  expect(page).toContain("\\&.a\n\\&'b \\en \\[u2013] c\n");
  expect(page).toMatch(/^[\n -~]*$/);
});

it.skipIf(!hasGroff)('is set by groff without a warning', () => {
  const { stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-P-cbou', file], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('--connections N');
});
