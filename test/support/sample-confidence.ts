import type { Confidence, Result } from '../../src/summary/result.ts';
import { closedRun, openRun } from './sample-result.ts';

const closedConfidence: Confidence = {
  series: 'service',
  level: 0.95,
  windows: 30,
  blockLength: 4,
  autocorrelation: 0.31,
  mean: { lowUs: 801.2, highUs: 830.4 },
  percentiles: {
    p50Us: { lowUs: 781, highUs: 796, method: 'bootstrap' },
    p75Us: { lowUs: 852, highUs: 871, method: 'bootstrap' },
    p90Us: { lowUs: 970, highUs: 996, method: 'bootstrap' },
    p95Us: { lowUs: 1074, highUs: 1117, method: 'bootstrap' },
    p99Us: { lowUs: 1589, highUs: 1713, method: 'bootstrap' },
    p999Us: { lowUs: 3871, highUs: 4727, method: 'order-statistic' },
    p9999Us: { lowUs: 8012, highUs: 12_103, method: 'order-statistic' },
  },
};

/** The closed run with what repeating it may bring, and getting slower all the while. */
export const confidentRun: Result = {
  ...closedRun,
  latency: { ...closedRun.latency, confidence: closedConfidence },
  drift: { series: 'service', perMinute: 0.041_2, pValue: 0.000_31, intervals: 30, isSignificant: true },
};

/** The open run: its p99 may lie among the lower bounds, and its p99.9 rests on too few independent samples. */
export const boundedRun: Result = {
  ...openRun,
  latency: {
    ...openRun.latency,
    confidence: {
      ...closedConfidence,
      series: 'response',
      mean: null,
      percentiles: {
        ...closedConfidence.percentiles,
        p50Us: { lowUs: 1203, highUs: 1281, method: 'bootstrap' },
        p75Us: { lowUs: 1922, highUs: 2491, method: 'bootstrap' },
        p90Us: { lowUs: 31_402, highUs: 61_930, method: 'bootstrap' },
        p95Us: { lowUs: 154_221, highUs: 291_003, method: 'bootstrap' },
        p99Us: { lowUs: 981_200, highUs: null, method: 'bootstrap' },
        p999Us: null,
        p9999Us: null,
      },
    },
  },
  drift: { series: 'response', perMinute: -0.008, pValue: 0.21, intervals: 30, isSignificant: false },
};
