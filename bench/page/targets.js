import { cases } from '../cases.js';
import { none, ratio, spread, table } from './format.js';
import { ratioOf } from './statistics.js';

/** What inrush is held to. `atLeast` and `atMost` are limits of inrush ÷ the other tool. */
const targets = [
  { case: 'keep-alive', key: 'perS', other: 'wrk', atLeast: 0.9 },
  { case: 'keep-alive', key: 'perS', other: 'autocannon', atLeast: 2 },
  { case: 'connections', key: 'perS', other: 'wrk', atLeast: 0.85 },
  { case: 'pipelining', key: 'perS', other: 'wrk', atLeast: 0.8 },
  { case: 'pipelining', key: 'perS', other: 'autocannon', atLeast: 8 },
  { case: 'tls', key: 'perS', other: 'wrk', atLeast: 0.85 },
  { case: 'open-model', key: 'p50Us', other: 'wrk2', atMost: 0.1 },
  { case: 'open-model', key: 'p99Us', other: 'wrk2', atMost: 1 },
];

const quantities = { perS: 'req/s', p50Us: 'p50', p99Us: 'p99' };

/** The table of what was to be reached and what was. */
export function targetTable(results) {
  const rows = targets.map((target) => {
    const reached = ratioOf(results, target.case, 'inrush', target.other, target.key);
    const limit = target.atLeast === undefined ? `≤ ${ratio(target.atMost)}` : `≥ ${ratio(target.atLeast)}`;
    const { title } = cases.find(({ name }) => name === target.case);
    const what = `${quantities[target.key]} ÷ that of ${target.other}`;
    return [title, what, limit, spread(reached, ratio), reached?.count ?? 0, verdict(reached, target)];
  });
  return table(['case', 'inrush’s', 'target', 'reached', 'rounds', 'met'], rows, [0, 1]);
}

function verdict(reached, { atLeast = -Infinity, atMost = Infinity }) {
  if (reached === null) return none;
  return reached.median >= atLeast && reached.median <= atMost ? 'yes' : '**no**';
}
