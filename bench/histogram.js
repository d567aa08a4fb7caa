// Time to record one value: our histogram against the builds of hdr-histogram-js. See README.md.
import * as hdr from 'hdr-histogram-js';
import { Histogram } from '../dist/stats/histogram.js';

const valueCount = 1 << 16;
const repeats = 40;
const rounds = 5;
// Latencies with a long tail: most near 100 µs, some up to 100 ms.
const values = Array.from({ length: valueCount }, () => Math.floor(100 + Math.random() ** 8 * 100_000));

await hdr.initWebAssembly();
const subjects = {
  inrush: () => {
    const histogram = new Histogram();
    return (us) => histogram.record(us);
  },
  'hdr-histogram-js, WASM': () => library(true),
  'hdr-histogram-js, JS': () => library(false),
};
for (const [name, make] of Object.entries(subjects)) {
  const nanoseconds = Array.from({ length: rounds }, () => timePerRecord(make()));
  console.log(`${name.padEnd(23)} ${Math.min(...nanoseconds).toFixed(1)} ns a value`);
}

function library(useWebAssembly) {
  const histogram = hdr.build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000_000,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 32,
    useWebAssembly,
  });
  return (us) => histogram.recordValue(us);
}

function timePerRecord(record) {
  for (const us of values) record(us);
  const startedAt = performance.now();
  for (let repeat = 0; repeat < repeats; repeat++) for (const us of values) record(us);
  return ((performance.now() - startedAt) * 1e6) / (repeats * valueCount);
}
