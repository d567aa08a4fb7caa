import { describe, expect, it, onTestFinished } from 'vitest';
import { stillRunning } from '../../../src/summary/detail.ts';
import { Dashboard, type DashboardOptions } from '../../../src/live/dashboard/dashboard.ts';
import type { Result } from '../../../src/summary/result.ts';
import { Follower, pageIn, visit } from '../../support/page-visitor.ts';
import { closedRun, gatedRun } from '../../support/sample-result.ts';

const patient = { timeout: 10_000, interval: 5 };
const snapshot: Result = { ...closedRun, completion: { state: 'partial', reasons: [stillRunning] } };

async function dashboard(options: Partial<DashboardOptions> = {}): Promise<Dashboard> {
  const opened = await Dashboard.open({
    subject: 'http://127.0.0.1:1/',
    onStop: null,
    farewellMs: 10,
    ...options,
  });
  onTestFinished(() => opened.fail([]));
  return opened;
}

async function follow({ url }: Dashboard): Promise<Follower> {
  const follower = await Follower.open(`${url}events`);
  await expect.poll(() => follower.events.length, patient).toBe(1);
  return follower;
}

describe('the page of a run', () => {
  it('is there before anything was measured', async () => {
    const { url } = await dashboard();
    const { status, text } = await visit(url);
    expect(status).toBe(200);
    expect(pageIn(text)).toMatchObject({
      heading: 'http://127.0.0.1:1/',
      status: { label: 'starting' },
      live: { events: 'events', stop: null },
    });
  });

  it('shows the run so far, and which of several it is', async () => {
    const shown = await dashboard();
    shown.setLabel('async 16');
    shown.onSnapshot(snapshot);
    const { lead, status, sections } = pageIn((await visit(shown.url)).text);
    expect(lead[0]).toBe('async 16');
    expect(status.label).toBe('running');
    expect(sections.length).toBeGreaterThan(0);
  });

  it('may load nothing, be kept by nobody and be shown in no frame', async () => {
    const { url } = await dashboard();
    const { headers } = await visit(url);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; .*frame-ancestors 'none'$/,
    );
  });

  it('has an address that nobody can guess', async () => {
    const [one, other] = [await dashboard(), await dashboard()];
    const tokens = [one, other].map(({ url }) => new URL(url).pathname);
    expect(tokens[0]).toMatch(/^\/[\w-]{32}\/$/);
    expect(tokens[0]).not.toBe(tokens[1]);
    expect(await visit(new URL('/', one.url).href)).toMatchObject({ status: 404 });
    expect(await visit(new URL(tokens[1] ?? '', one.url).href)).toMatchObject({ status: 404 });
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])('takes no %s', async (method) => {
    const { url } = await dashboard();
    const { status, headers } = await visit(url, { method });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
  });

  it('is refused under another name and to other sites', async () => {
    const { url } = await dashboard({ onStop: () => expect.unreachable() });
    const refused = async (headers: Record<string, string>, place = ''): Promise<number> =>
      (await visit(url + place, { method: place === 'stop' ? 'POST' : 'GET', headers })).status;
    expect(await refused({ Host: 'attacker.example' })).toBe(403);
    expect(await refused({ Origin: 'http://attacker.example' }, 'events')).toBe(403);
    expect(await refused({ Origin: 'http://attacker.example' }, 'stop')).toBe(403);
    expect(await refused({ 'Sec-Fetch-Site': 'cross-site' }, 'stop')).toBe(403);
  });

  it('knows no other places', async () => {
    const { url } = await dashboard();
    expect(await visit(`${url}..%2f..%2fetc/passwd`)).toMatchObject({
      status: 404,
      text: 'nothing is here\n',
    });
  });
});

describe('who looks', () => {
  it('is told of each second, and of numbers only what is new', async () => {
    const shown = await dashboard();
    const follower = await follow(shown);
    shown.onSnapshot(snapshot);
    shown.onSnapshot(snapshot);
    await expect.poll(() => follower.events.length, patient).toBe(3);
    const [first, second, third] = follower.events;
    expect(first?.update.status.label).toBe('starting');
    expect(second?.update.status.label).toBe('running');
    const frames = Object.entries(third?.update.frames ?? {});
    expect(frames.length).toBeGreaterThan(0);
    for (const [name, { from, columns }] of frames) {
      expect(from).toBe(second?.update.frames[name]?.columns[0]?.length);
      expect(columns.flat()).toEqual([]);
    }
  });

  it('sees the report at the end, and then the connection ends', async () => {
    const shown = await dashboard({ farewellMs: 10_000 });
    const { url } = shown;
    const followers = [await follow(shown), await follow(shown)];
    await shown.finish(gatedRun, false);
    for (const follower of followers) {
      await follower.ended();
      expect(follower.names).toEqual(['update', 'end']);
      expect(follower.events.at(-1)?.update).toMatchObject({ live: null, status: { label: 'failed' } });
    }
    await expect(visit(url)).rejects.toThrow('ECONNREFUSED');
  });

  it('is told why there is none', async () => {
    const shown = await dashboard({ farewellMs: 10_000 });
    shown.onSnapshot(snapshot);
    const follower = await follow(shown);
    await shown.fail(['nothing answers there']);
    await follower.ended();
    const { status, sections } = follower.events.at(-1)?.update ?? {};
    expect(status).toEqual({ tone: 'bad', label: 'failed' });
    expect(sections?.[0]?.blocks[0]).toMatchObject({ kind: 'notice', lines: ['nothing answers there'] });
  });

  it('gets the end even when the run ends while the page is being loaded', async () => {
    const shown = await dashboard({ farewellMs: 10_000 });
    await visit(shown.url);
    const finished = shown.finish(closedRun, false);
    const follower = await Follower.open(`${shown.url}events`);
    await follower.ended();
    await finished;
    expect(follower.names.at(-1)).toBe('end');
  });

  it('is one of eight at most', async () => {
    const shown = await dashboard();
    for (let count = 0; count < 8; count++) await follow(shown);
    expect(await visit(`${shown.url}events`)).toMatchObject({ status: 503 });
  });
});

describe('nobody who looks', () => {
  it('costs nothing, and the end comes at once', async () => {
    const shown = await dashboard();
    let touches = 0;
    const snapshotOf = untouchable(() => touches++);
    shown.onSnapshot(snapshotOf);
    const beganAt = performance.now();
    await shown.finish(snapshotOf, false);
    expect(touches).toBe(0);
    expect(performance.now() - beganAt).toBeLessThan(200);
  });

  it('holds up the end, when the page was left', async () => {
    const shown = await dashboard({ farewellMs: 60_000 });
    const follower = await follow(shown);
    follower.response.destroy();
    await expect.poll(() => shown.openPages, patient).toBe(0);
    await shown.finish(closedRun, false);
  });
});

describe('the stop button', () => {
  it('ends the run once, and the page says so', async () => {
    let stops = 0;
    const shown = await dashboard({ onStop: () => void stops++ });
    shown.onSnapshot(snapshot);
    const follower = await follow(shown);
    expect(follower.events[0]?.update.live).toEqual({ events: 'events', stop: 'stop' });
    const headers = { Origin: new URL(shown.url).origin, 'Sec-Fetch-Site': 'same-origin' };
    expect(await visit(`${shown.url}stop`, { method: 'POST', headers })).toMatchObject({ status: 202 });
    expect(await visit(`${shown.url}stop`, { method: 'POST', headers })).toMatchObject({ status: 202 });
    expect(stops).toBe(1);
    await expect.poll(() => follower.events.length, patient).toBe(2);
    expect(follower.events[1]?.update).toMatchObject({
      status: { label: 'stopping' },
      live: { events: 'events', stop: null },
    });
  });

  it('is nothing to look at', async () => {
    const shown = await dashboard({ onStop: () => expect.unreachable() });
    expect(await visit(`${shown.url}stop`)).toMatchObject({ status: 404 });
  });
});

it('shows a fault of its own, and the run goes on', async () => {
  const shown = await dashboard();
  const follower = await follow(shown);
  shown.onSnapshot(untouchable(() => {}));
  await expect.poll(() => follower.events.length, patient).toBe(2);
  expect(JSON.stringify(follower.events[1]?.update.sections)).toContain('please report it: touched');
  shown.onSnapshot(snapshot);
  await expect.poll(() => follower.events.length, patient).toBe(3);
  expect(follower.events[2]?.update.status.label).toBe('running');
});

/** Throws when somebody looks at it. */
function untouchable(onTouch: () => void): Result {
  return new Proxy(closedRun, {
    get: () => {
      onTouch();
      throw new Error('touched');
    },
  });
}
