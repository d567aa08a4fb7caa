import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStoredRuns } from '../../src/cli/stored-runs.ts';
import { threadedComparison } from '../support/sample-comparison.ts';
import { closedRun } from '../support/sample-result.ts';

describe('results in a folder', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inrush-stored-runs-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: unknown): void => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(folder, name), text);
  };

  it('are read by name, those in its folders too, without their time series', async () => {
    mkdirSync(join(folder, 'older'));
    write('b.json', closedRun);
    write(join('older', 'a.json'), closedRun);
    write('notes.txt', 'nothing');
    const { runs, others, problems } = await readStoredRuns([folder]);
    expect(runs.map(({ name }) => name)).toEqual(['b.json', join('older', 'a.json')]);
    expect(runs[0]?.result.latency).toEqual(closedRun.latency);
    expect(runs[0]?.result.timeSeries.points).toEqual([]);
    expect([others, problems]).toEqual([[], []]);
  });

  it('may be named one by one', async () => {
    write('a.json', closedRun);
    const path = join(folder, 'a.json');
    const { runs } = await readStoredRuns([path, folder]);
    expect(runs.map(({ name }) => name)).toEqual([path, 'a.json']);
  });

  it('are left out when they are whole, but no load runs', async () => {
    write('a.json', threadedComparison);
    write('b.json', { metrics: 1 });
    write('c.json', [1]);
    write('d.json', { schemaVersion: 1, kind: 'ab' });
    const { others, problems } = await readStoredRuns([folder]);
    expect(others).toEqual([
      { name: 'a.json', reason: 'it is of kind sync-vs-async, and no load run' },
      { name: 'b.json', reason: 'it is JSON, but not of inrush' },
      { name: 'c.json', reason: 'it is JSON, but not of inrush' },
      { name: 'd.json', reason: 'it is of kind ab, and no load run' },
    ]);
    expect(problems).toEqual([]);
  });

  it('that are broken are told, all at once', async () => {
    write('a.json', JSON.stringify(closedRun).slice(0, 1000));
    write('b.json', { ...closedRun, measuredMs: 'long' });
    write('c.json', { ...closedRun, schemaVersion: 9 });
    mkdirSync(join(folder, 'empty'));
    const { runs, problems } = await readStoredRuns([folder, join(folder, 'empty'), join(folder, 'none')]);
    expect(runs).toEqual([]);
    const messages = problems.map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringMatching(/empty holds no \.json file$/),
      expect.stringMatching(/^can't read .*none \(ENOENT/),
      expect.stringMatching(/^a\.json: it ends in the middle/),
      'b.json: measuredMs must be number, got "long"',
      expect.stringMatching(/^c\.json: made by a newer inrush/),
    ]);
  });

  it('are told as far as anybody reads', async () => {
    for (let index = 0; index < 25; index++) write(`${index}.json`, '{');
    const { problems } = await readStoredRuns([folder]);
    expect(problems.length).toBe(21);
    expect(problems.at(-1)?.message).toBe('and 5 more problems');
  });
});
