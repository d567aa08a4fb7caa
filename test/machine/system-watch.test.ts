import { describe, expect, it } from 'vitest';
import { SystemWatch } from '../../src/machine/system-watch.ts';
import { ManualClock } from '../support/manual-clock.ts';

const version2 = {
  '/proc/self/cgroup': '0::/pod/inrush\n',
  '/proc/self/mountinfo': '35 24 0:30 / /cg rw shared:9 - cgroup2 cgroup2 rw\n',
};
const version1 = {
  '/proc/self/cgroup': '4:cpu,cpuacct:/docker/3f2a\n',
  '/proc/self/mountinfo': '643 640 0:31 /docker/3f2a /cg/cpu ro master:15 - cgroup cgroup rw,cpu,cpuacct\n',
};

describe('a watch over the system', () => {
  it('tells the share of stolen time over the run, and in its worst second', () => {
    const { watch, second } = watchOver({});
    second({ '/proc/stat': stat(1000, 0) });
    watch.begin();
    second({ '/proc/stat': stat(1190, 10) });
    second({ '/proc/stat': stat(1340, 60) });
    second({ '/proc/stat': stat(1740, 60) });
    expect(watch.read()).toEqual({
      stealShare: { mean: 60 / 800, worst: 50 / 200 },
      throttledShare: null,
      cpuPressureShare: null,
    });
  });

  it('tells the share of time that a control group of version 2 was throttled', () => {
    const { watch, second } = watchOver({ ...version2, '/cg/pod/inrush/cpu.stat': throttledUs(5e6) });
    watch.begin();
    second({ '/cg/pod/inrush/cpu.stat': throttledUs(5.1e6) });
    second({ '/cg/pod/inrush/cpu.stat': throttledUs(5.4e6) });
    expect(watch.read().throttledShare).toEqual({ mean: 0.2, worst: closeTo(0.3) });
  });

  it('and that of version 1, in nanoseconds', () => {
    const { watch, second } = watchOver({ ...version1, '/cg/cpu/cpu.stat': 'throttled_time 1000000' });
    watch.begin();
    second({ '/cg/cpu/cpu.stat': 'nr_throttled 5\nthrottled_time 401000000\n' });
    expect(watch.read().throttledShare).toEqual({ mean: closeTo(0.4), worst: closeTo(0.4) });
  });

  it('sees the quota of a group above its own', () => {
    const files = { '/cg/pod/inrush/cpu.stat': throttledUs(0), '/cg/pod/cpu.stat': throttledUs(7e6) };
    const { watch, second } = watchOver({ ...version2, ...files });
    watch.begin();
    second({ '/cg/pod/cpu.stat': throttledUs(7.5e6) });
    expect(watch.read().throttledShare).toEqual({ mean: 0.5, worst: 0.5 });
  });

  it('takes the time of several processors as one: a share is never above 1', () => {
    const { watch, second } = watchOver({ ...version2, '/cg/pod/inrush/cpu.stat': throttledUs(0) });
    watch.begin();
    second({ '/cg/pod/inrush/cpu.stat': throttledUs(8e6) });
    expect(watch.read().throttledShare).toEqual({ mean: 1, worst: 1 });
  });

  it('prefers the pressure of its own group to the machine’s', () => {
    const files = { '/cg/pod/inrush/cpu.pressure': someUs(1e6), '/proc/pressure/cpu': someUs(9e6) };
    const { watch, second } = watchOver({ ...version2, ...files });
    watch.begin();
    second({ '/cg/pod/inrush/cpu.pressure': someUs(1.25e6), '/proc/pressure/cpu': someUs(9.9e6) });
    expect(watch.read().cpuPressureShare).toEqual({ mean: 0.25, worst: 0.25 });
  });

  it('takes the machine’s pressure where its group has none', () => {
    const { watch, second } = watchOver({ '/proc/pressure/cpu': someUs(9e6) });
    watch.begin();
    second({ '/proc/pressure/cpu': someUs(9.5e6) });
    expect(watch.read().cpuPressureShare).toEqual({ mean: 0.5, worst: 0.5 });
  });

  it('counts what has passed since the last full second in the mean alone', () => {
    const { watch, second, pass } = watchOver({ '/proc/pressure/cpu': someUs(0) });
    watch.begin();
    second({ '/proc/pressure/cpu': someUs(1e5) });
    pass(10, { '/proc/pressure/cpu': someUs(1.1e5) });
    expect(watch.read().cpuPressureShare).toEqual({
      mean: closeTo(0.11 / 1.01),
      worst: closeTo(0.11 / 1.01),
    });
  });

  it('goes on where a file is gone for a second', () => {
    const { watch, second } = watchOver({ '/proc/pressure/cpu': someUs(0) });
    watch.begin();
    second({ '/proc/pressure/cpu': '' });
    second({ '/proc/pressure/cpu': someUs(4e5) });
    expect(watch.read().cpuPressureShare).toEqual({ mean: 0.2, worst: 0.2 });
  });

  it('knows nothing on a system without such files, and before it begins', () => {
    const nothing = { stealShare: null, throttledShare: null, cpuPressureShare: null };
    const { watch, second } = watchOver({});
    watch.sample();
    expect(watch.read()).toEqual(nothing);
    watch.begin();
    second({});
    expect(watch.read()).toEqual(nothing);
  });

  it('reads this machine without an error', () => {
    const watch = new SystemWatch();
    watch.begin();
    watch.sample();
    for (const share of Object.values(watch.read())) {
      if (share === null) continue;
      expect(share.mean).toBeGreaterThanOrEqual(0);
      expect(share.worst).toBeLessThanOrEqual(1);
    }
  });
});

type Files = Readonly<Record<string, string>>;

type Watched = {
  readonly watch: SystemWatch;
  /** A second passes, and then the files have changed. */
  readonly second: (changes: Files) => void;
  readonly pass: (ms: number, changes: Files) => void;
};

function watchOver(start: Files): Watched {
  const clock = new ManualClock(5000);
  const files = new Map(Object.entries(start));
  const watch = new SystemWatch((path) => files.get(path) ?? null, clock);
  const pass = (ms: number, changes: Files): void => {
    clock.advance(ms);
    for (const [path, text] of Object.entries(changes)) files.set(path, text);
  };
  const second = (changes: Files): void => {
    pass(1000, changes);
    watch.sample();
  };
  return { watch, second, pass };
}

function stat(used: number, stolen: number): string {
  return `cpu  ${used} 0 0 0 0 0 0 ${stolen} 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n`;
}

function throttledUs(us: number): string {
  return `usage_usec 1\nnr_periods 2\nnr_throttled 3\nthrottled_usec ${us}\n`;
}

function someUs(us: number): string {
  return `some avg10=0.00 avg60=0.00 avg300=0.00 total=${us}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n`;
}

function closeTo(value: number): unknown {
  return expect.closeTo(value, 9);
}
