import type { FlowRequest, Hole, Pieces } from '../../src/plan/flows-plan.ts';
import { parseTemplate } from '../../src/scenario/expression/parse-template.ts';

/** Text of a scenario in pieces, its holes all of one encoding. */
export function piecesOf(text: string, encoding: Hole['encoding']): Pieces {
  return parseTemplate(text).template.map((piece) =>
    typeof piece === 'string' ? piece : { expression: piece, encoding },
  );
}

export function flowRequest(given: Partial<FlowRequest>): FlowRequest {
  return {
    name: 'orders',
    url: '/orders',
    target: 0,
    method: 'GET',
    path: ['/orders'],
    headers: [['Host', ['127.0.0.1:8080']]],
    body: null,
    timeoutMs: null,
    redirects: 0,
    expected: null,
    checks: [],
    captures: [],
    tags: {},
    ...given,
  };
}
