import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import { makeBaseline } from '../../src/gate/baseline/make-baseline.ts';
import { gateOptions } from '../../src/modes/gate-options.ts';
import { prepareGates } from '../../src/modes/prepare-gates.ts';
import { runLoadTest } from '../../src/modes/run-load-test.ts';
import { parseThreshold, type Threshold } from '../../src/scenario/threshold.ts';
import { closedRun } from '../support/sample-result.ts';

const plain = { isConfident: false, abort: null, baselinePath: null };
const relative = threshold('p95 < baseline + 10%');
let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'inrush-gates-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the gates of a run', () => {
  it('are held against the baseline of a file', async () => {
    const path = file('baseline.json', JSON.stringify(makeBaseline([closedRun, closedRun])));
    const { gates, problems } = await prepareGates([relative], { ...plain, baselinePath: path });
    expect(problems).toEqual([]);
    expect(gates.judge(closedRun)).toMatchObject([
      { verdict: 'passed', note: expect.stringContaining('baseline 1.093 ms') },
    ]);
  });

  it.each<[string, string, string]>([
    ['cut', '{ "kind": "baseli', 'wrong.json: it ends in the middle'],
    ['of another kind', JSON.stringify(closedRun), 'it is the result of one run and not a baseline'],
    ['of another shape', JSON.stringify({ ...makeBaseline([closedRun]), rows: [{ metric: 5 }] }), 'rows[0].'],
  ])('can’t be judged by a file that is %s', async (_what, text, message) => {
    const wrong = { ...plain, baselinePath: file('wrong.json', text) };
    const { problems } = await prepareGates([relative], wrong);
    expect(problems[0]?.message).toContain(message);
  });

  it('can’t be judged by a file that isn’t there, or without one', async () => {
    const missing = { ...plain, baselinePath: join(folder, 'missing.json') };
    expect((await prepareGates([relative], missing)).problems).toMatchObject([
      { message: expect.stringContaining('missing.json'), hint: 'inrush baseline record measures one' },
    ]);
    expect((await prepareGates([relative], plain)).problems).toMatchObject([
      { message: '"p95 < baseline + 10%" needs a baseline' },
    ]);
  });
});

describe('what a program says of its gates', () => {
  it('has defaults that change nothing', () => {
    expect(gateOptions({})).toEqual({ settings: plain, problems: [] });
    expect(gateOptions({ abortOnFail: true }).settings.abort).toEqual({ delayMs: 0 });
    expect(gateOptions({ abortOnFail: { delayMs: 500 } }).settings.abort).toEqual({ delayMs: 500 });
  });

  it('is told all that is wrong with it, before anything is sent', async () => {
    const options = { failIf: ['p95 > baseline'], confident: 'yes', abortOnFail: 5, baseline: 7 };
    await expect(runLoadTest({ url: 'http://127.0.0.1:1/' }, options as never)).rejects.toMatchObject({
      code: 'usage',
      problems: [
        { message: expect.stringContaining('confident must be true or false') },
        { message: expect.stringContaining('abortOnFail must be true, false or { delayMs }') },
        { message: expect.stringContaining('baseline must be a text') },
      ],
    });
    await expect(
      runLoadTest({ url: 'http://127.0.0.1:1/' }, { failIf: ['p95 > baseline'] }),
    ).rejects.toMatchObject({ problems: [{ message: '"p95 > baseline" needs a baseline' }] });
    const late = { failIf: ['p95 > 1s'], abortOnFail: { delayMs: -1 } };
    await expect(runLoadTest({ url: 'http://127.0.0.1:1/' }, late)).rejects.toMatchObject({
      problems: [{ message: 'abortOnFail.delayMs must be 0 or more milliseconds, got -1' }],
    });
  });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function threshold(text: string): Threshold {
  const parsed = parseThreshold(text, 'load', { requests: null, holds: 'passes' });
  assert(parsed.ok, text);
  return parsed.value;
}
