import { describe, expect, it } from 'vitest';
import { parsePressureUs, parseProcStat, parseThrottledUs } from '../../src/machine/cpu-account.ts';

describe('processor time of the machine', () => {
  it('is the sum of its first eight counts: time of guests is in them already', () => {
    const text =
      'cpu  1691118 336757 471450 1853518 3902 0 106214 2694 700 80\n' +
      'cpu0 790234 181328 233667 967693 1034 0 48481 1388 0 0\nintr 1 2 3\n';
    expect(parseProcStat(text)).toEqual({ totalTicks: 4_465_653, stealTicks: 2694 });
  });

  it.each(['', 'cpu0 1 2 3 4 5 6 7 8', 'cpu  1 2 3 4', 'cpu  1 2 3 4 x 6 7 8 9 10'])(
    'is unknown from %j',
    (text) => {
      expect(parseProcStat(text)).toBeNull();
    },
  );
});

describe('time that a control group was throttled', () => {
  it.each([
    [
      'version 2',
      'usage_usec 9530127\nuser_usec 8112030\nsystem_usec 1418097\nnice_usec 0\ncore_sched.force_idle_usec 0\n' +
        'nr_periods 104\nnr_throttled 93\nthrottled_usec 4733290\nnr_bursts 0\nburst_usec 0\n',
      4_733_290,
    ],
    [
      'version 1',
      'nr_periods 104\nnr_throttled 93\nthrottled_time 4733290817\nnr_bursts 0\nburst_time 0\n',
      4_733_290.817,
    ],
    ['version 1, no quota', 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n', 0],
    ['the root of version 2', 'usage_usec 9530127\nuser_usec 8112030\nsystem_usec 1418097\n', null],
    ['no file', '', null],
  ])('%s', (_name, text, us) => {
    expect(parseThrottledUs(text)).toBe(us);
  });
});

describe('pressure', () => {
  it.each([
    [
      'some and full',
      'some avg10=1.30 avg60=1.08 avg300=1.53 total=6947667051\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7\n',
      6_947_667_051,
    ],
    ['some alone, as before Linux 5.13', 'some avg10=0.00 avg60=0.00 avg300=0.00 total=12\n', 12],
    ['full alone', 'full avg10=0.00 avg60=0.00 avg300=0.00 total=12\n', null],
    ['no file', '', null],
  ])('%s', (_name, text, us) => {
    expect(parsePressureUs(text)).toBe(us);
  });
});
