import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** They hold what the others count on. */
const instruments = ['documented', 'kolmogorov-smirnov'];

it('docs/measuring.md says which files hold each known answer, and leaves none out', () => {
  const page = readFileSync('docs/measuring.md', 'utf8');
  const [, section = ''] = /^## Known answers$(.*?)^## /ms.exec(page) ?? [];
  const holders = section.split('\n').flatMap((line) => {
    const lastCell = line.split(' | ')[3] ?? '';
    return [...lastCell.matchAll(/`(.+?)`/g)].map(([, name = '']) => name);
  });
  const own = ['', 'real/'].flatMap((folder) =>
    readdirSync(`test/accuracy/${folder}`)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => folder + name.replace('.test.ts', '')),
  );
  expect(holders.filter((name) => !name.startsWith('e2e/')).toSorted()).toEqual(
    own.filter((name) => !instruments.includes(name)).toSorted(),
  );
  expect(holders.filter((name) => name.startsWith('e2e/') && !existsSync(`test/${name}.test.ts`))).toEqual(
    [],
  );
});
