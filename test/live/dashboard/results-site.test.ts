import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { baselineText } from '../../../src/gate/baseline/baseline-text.ts';
import { makeBaseline } from '../../../src/gate/baseline/make-baseline.ts';
import { resultsSite } from '../../../src/live/dashboard/results-site.ts';
import type { Answer } from '../../../src/live/dashboard/page-server.ts';
import type { Page, Picker, Table } from '../../../src/report/html/page.ts';
import type { Report } from '../../../src/report/reporter.ts';
import { scalingComparison } from '../../support/sample-comparison.ts';
import { openRun } from '../../support/sample-result.ts';
import { noisyRuns, storedRun } from '../../support/stored-run.ts';

type Folder = { readonly path: string; readonly get: (place: string) => Promise<Got> };
type Got = { readonly status: number; readonly page: Page };

/** A folder with these files, and what is served of it. */
function folder(files: Readonly<Record<string, Report | string>>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'inrush-results-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) write(path, name, content);
  const site = resultsSite(path);
  const get = async (address: string): Promise<Got> => {
    const { pathname, search } = new URL(address, 'http://127.0.0.1/');
    const query = new URLSearchParams(search);
    return pageIn(await site({ method: 'GET', place: pathname.slice(1), query }));
  };
  return { path, get };
}

function write(path: string, name: string, content: Report | string): void {
  mkdirSync(dirname(join(path, name)), { recursive: true });
  writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function pageIn(answer: Answer): Got {
  if (answer.kind !== 'page') throw new Error(`it is no page: ${JSON.stringify(answer)}`);
  return answer;
}

function blocksOf<Kind extends 'picker' | 'table'>(
  page: Page,
  kind: Kind,
): Extract<Picker | Table, { kind: Kind }>[] {
  const blocks = page.sections.flatMap((section) => section.blocks);
  return blocks.filter((block) => block.kind === kind) as Extract<Picker | Table, { kind: Kind }>[];
}

const textsOf = (table: Table | undefined): string[][] =>
  (table?.rows ?? []).map((row) => row.map(({ text }) => text));
const [early, late] = [storedRun({ minute: 0 }), storedRun({ minute: 90, p50Ms: 3 })];

describe('the list', () => {
  it('has the runs, the newest first, with what matters most of each', async () => {
    const { get } = folder({ 'early.json': early, 'late.json': late });
    const { status, page } = await get('');
    expect(status).toBe(200);
    const [picker] = blocksOf(page, 'picker');
    expect(picker).toMatchObject({ action: 'compare', values: ['late.json', 'early.json'] });
    expect(picker?.table.columns.map(({ label }) => label).join(' ')).toBe(
      'file started (UTC) what requests/s p50 p99 errors state',
    );
    expect(textsOf(picker?.table)[1]?.slice(3, 5)).toEqual(['1,000', '10.0 ms']);
    expect(picker?.table.rows[0]?.[0]).toMatchObject({ text: 'late.json', href: 'report?name=late.json' });
  });

  it('tells studies and baselines from runs, and says what was left out', async () => {
    const baseline = baselineText(makeBaseline(noisyRuns(3, { noise: 0.02, seed: 1 })));
    const { get } = folder({
      'run.json': openRun,
      'base.json': baseline,
      'study.json': scalingComparison,
      'package.json': '{"name":"x"}',
      'cut.json': '{"schemaVersion":1,',
      'empty.json': '',
    });
    const { page } = await get('');
    const [picker] = blocksOf(page, 'picker');
    const [studies, others] = blocksOf(page, 'table');
    expect(picker?.values.toSorted()).toEqual(['base.json', 'run.json']);
    const baselineRow = picker?.table.rows[picker.values.indexOf('base.json')];
    expect(baselineRow?.[0]).toMatchObject({ href: null });
    expect(baselineRow?.at(-1)).toMatchObject({ text: 'baseline' });
    expect(textsOf(studies).map(([name, , kind]) => [name, kind])).toEqual([['study.json', 'sync-vs-async']]);
    expect(Object.fromEntries(textsOf(others))).toEqual({
      'package.json': 'this is JSON, but not a result of inrush',
      'cut.json': 'it ends in the middle, at line 1, column 20',
      'empty.json': 'it is empty',
    });
  });

  it('has what comes later, changes and goes', async () => {
    const { path, get } = folder({ 'a.json': early });
    await get('');
    write(path, 'b/c.json', late);
    expect(blocksOf((await get('')).page, 'picker')[0]?.values).toEqual(['b/c.json', 'a.json']);
    write(path, 'a.json', 'no more');
    rmSync(join(path, 'b/c.json'));
    expect(blocksOf((await get('')).page, 'picker')).toEqual([]);
    rmSync(path, { recursive: true });
    expect(await get('')).toMatchObject({ status: 500, page: { status: { tone: 'bad' } } });
  });

  it('says how to begin', async () => {
    const { get } = folder({});
    const { page } = await get('');
    expect(page.status.label).toBe('0 results');
    expect(JSON.stringify(page.sections)).toContain('-o json=');
  });
});

describe('a result', () => {
  it('is shown with a way back', async () => {
    const { get } = folder({ 'sub dir/ä&b.json': early });
    const [picker] = blocksOf((await get('')).page, 'picker');
    const { status, page } = await get(picker?.table.rows[0]?.[0]?.href ?? '');
    expect(status).toBe(200);
    expect(page).toMatchObject({ live: null, back: { href: './' } });
    expect(page.sections.length).toBeGreaterThan(1);
  });

  it.each([
    '../outside.json',
    '..%2foutside.json',
    '%2fetc%2fpasswd',
    '/etc/passwd',
    './run.json',
    'sub/../run.json',
    'run.json%00',
    'link.json',
    'RUN.JSON',
    '',
  ])('is looked up in the list and nowhere else: %s', async (name) => {
    const { path, get } = folder({ 'run.json': early, 'sub/other.json': late });
    write(dirname(path), 'outside.json', early);
    onTestFinished(() => rmSync(join(dirname(path), 'outside.json')));
    symlinkSync(join(path, 'run.json'), join(path, 'link.json'));
    expect((await get(`report?name=${name}`)).status).toBe(404);
    expect((await get(`compare?base=run.json&head=${name}`)).status).toBe(422);
  });

  it('that is broken says why', async () => {
    const { get } = folder({ 'broken.json': JSON.stringify({ ...early, latency: { serviceTime: 7 } }) });
    const { status, page } = await get('report?name=broken.json');
    expect(status).toBe(422);
    expect(JSON.stringify(page.sections)).toContain('latency.serviceTime must be object, got 7');
  });
});

describe('two runs', () => {
  it('are compared', async () => {
    const { get } = folder({ 'early.json': early, 'late.json': late });
    const { status, page } = await get('compare?base=early.json&head=late.json');
    expect(status).toBe(200);
    expect(page.lead[0]).toBe('baseline early.json · candidate late.json');
    expect(page.back).toBeDefined();
    // The samples have no histograms, so there is no distribution to draw.
    const ids = page.sections.map(({ id }) => id);
    expect(ids.slice(ids.indexOf('changes'))).toEqual(['changes', 'over-time', 'method']);
    const charts = page.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'chart'));
    expect(charts.length).toBeGreaterThan(1);
    for (const { frame } of charts) expect(page.frames).toHaveProperty(frame);
  });

  it('are compared even where they differ, and nothing is decided then', async () => {
    const { get } = folder({ 'closed.json': early, 'open.json': openRun });
    const { status, page } = await get('compare?base=closed.json&head=open.json');
    expect(status).toBe(200);
    expect(JSON.stringify(page.sections[0])).toContain('not gated');
  });

  it('may be a baseline and a run, and the other way round', async () => {
    const runs = noisyRuns(3, { noise: 0.02, seed: 1 });
    const { get } = folder({ 'base.json': baselineText(makeBaseline(runs)), 'run.json': early });
    expect((await get('compare?base=base.json&head=run.json')).status).toBe(200);
    expect((await get('compare?base=run.json&head=base.json')).status).toBe(200);
    expect((await get('report?name=base.json')).status).toBe(422);
  });

  it('must be two, and runs', async () => {
    const { get } = folder({ 'run.json': early, 'study.json': scalingComparison });
    const { status, page } = await get('compare?head=study.json');
    expect(status).toBe(422);
    expect(page.sections[0]?.blocks[0]).toMatchObject({
      lines: ['Choose two of the list.', 'study.json: it is of kind sync-vs-async, and no load run'],
    });
  });
});
