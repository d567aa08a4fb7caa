import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.ts';
import { optionNames as abOptions } from '../../src/modes/ab/ab-test.ts';
import { optionNames as findMaxOptions } from '../../src/modes/find-max/find-max.ts';
import { optionNames as compareOptions } from '../../src/modes/sync-vs-async/compare-sync-async.ts';
import { optionNames as loadOptions } from '../../src/modes/run-load-test.ts';
import { scenarioFields } from '../../src/scenario/input-problems.ts';

const page = readFileSync('docs/library.md', 'utf8');
const source = readFileSync('src/index.ts', 'utf8');

/** By name; what `export type *` brings are parts of results. */
const exported = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
  list.split(',').map((name) => name.replace(/\btype\b/, '').trim()),
);
const results = [
  'Result',
  'GateOutcome',
  'SyncVsAsyncResult',
  'AbResult',
  'FindMaxResult',
  'TrendResult',
  'CompareResult',
];

describe('docs/library.md', () => {
  it('has every name that the library exports', () => {
    expect(exported.filter((name) => !spans(page).has(name))).toEqual([]);
    expect(Object.keys(library).filter((name) => !exported.includes(name))).toEqual([]);
  });

  it('has no other names', () => {
    const documented = new Set([
      ...spans(section('Types')),
      ...spans(firstCells(section('The steps underneath'))),
      ...[...page.matchAll(/import \{([^}]*)\} from 'inrush'/g)].flatMap(([, list = '']) =>
        list.split(',').map((name) => name.trim()),
      ),
    ]);
    const known = new Set([...exported, ...results]);
    expect([...documented].filter((name) => !known.has(name))).toEqual([]);
    expect(documented.size).toBeGreaterThan(30);
  });

  it.each([
    ['field of a scenario', scenarioFields],
    ['option of runLoadTest', loadOptions],
    ['option of compareSyncAsync', compareOptions],
    ['option of abTest', abOptions],
    ['option of findMax', findMaxOptions],
  ])('has every %s', (_what, names) => {
    expect(names.filter((name) => !spans(page).has(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(4);
  });

  it('has every key of what callbacks get', () => {
    const keys = ['src/run/tick.ts', 'src/run/response-record.ts'].flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^ {2}readonly (\w+):/gm)].map(([, key = '']) => key),
    );
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => !spans(page).has(key))).toEqual([]);
  });
});

/** Words in inline code; of `name(arguments)` the name. */
function spans(text: string): Set<string> {
  const prose = text.replaceAll(/^```.*\n[^]*?^```$/gm, '');
  return new Set([...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span.replace(/\(.*/, '')));
}

function section(title: string): string {
  return page.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? '';
}

function firstCells(text: string): string {
  return [...text.matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell = '']) => cell).join('\n');
}
