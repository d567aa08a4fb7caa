import type { Result } from '../summary/result.ts';
import { accountingParts } from './accounting-lines.ts';
import { flowParts } from './flow-lines.ts';
import { plain } from './palette.ts';
import { overloadSentence, statusParts, throughputParts } from './traffic-lines.ts';

/** Facts of one kind, and what they are of. */
export type TrafficRow = { readonly label: string; readonly parts: readonly string[] };

/** What was asked of the target and what it gave, in words; without what there is nothing to say of. */
export function trafficRows(result: Result): readonly TrafficRow[] {
  const { plan, outcomes, missed, errors, leftOut } = accountingParts(result, plain);
  const overload = overloadSentence(result);
  const rows = [
    { label: 'throughput', parts: throughputParts(result, plain) },
    { label: 'overload', parts: overload === null ? [] : [overload] },
    { label: 'requests', parts: [...plan, ...outcomes] },
    { label: 'missed', parts: missed },
    { label: 'errors', parts: errors },
    { label: 'warm-up', parts: leftOut },
    ...(result.scenario === null ? [] : flowRows(result)),
    { label: 'status', parts: statusParts(result.statusCodes, plain) },
  ];
  return rows.filter(({ parts }) => parts.length > 0);
}

function flowRows(result: Result): TrafficRow[] {
  const { iterations, session, data } = flowParts(result, plain);
  return [
    { label: 'iterations', parts: iterations },
    { label: 'session', parts: session },
    { label: 'data', parts: data },
  ];
}
