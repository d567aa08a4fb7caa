// Hot path: what it answers runs for every check of every response.
import { assertNever } from '../../base/assert.ts';
import type { CheckPlan, Comparison, StatusRange } from '../../plan/flows-plan.ts';
import { compileJsonPath, type FindJson } from '../captures/find-json.ts';
import type { FlowResponse } from '../flow-response.ts';
import { excerptOf, valueExcerpt } from '../excerpt.ts';
import type { Scope } from '../scope.ts';
import { makeCompare, type Compare } from './compare.ts';

/** Both throw a `SyntaxError` where a body is no JSON. */
export type CompiledCheck = {
  readonly reads: 'nothing' | 'head' | 'body';
  readonly holds: (response: FlowResponse, scope: Scope) => boolean;
  /** What came, clipped. */
  readonly got: (response: FlowResponse) => string;
};

export async function compileCheck(plan: CheckPlan): Promise<CompiledCheck> {
  switch (plan.kind) {
    case 'status': {
      const { accepted } = plan;
      return {
        reads: 'nothing',
        holds: ({ status }) => isAccepted(status, accepted),
        got: ({ status }) => String(status),
      };
    }
    case 'header': {
      const { header } = plan;
      const compare = await makeCompare(plan.comparison, true);
      return {
        reads: 'head',
        holds: (response, scope) => compare(response.header(header) ?? undefined, scope),
        got: (response) => valueExcerpt(response.header(header) ?? undefined),
      };
    }
    case 'body': {
      const compare = await makeCompare(plan.comparison, true);
      const holds = (response: FlowResponse, scope: Scope): boolean => compare(response.text(), scope);
      return { reads: 'body', holds, got: (response) => excerptOf(response.text()) };
    }
    case 'json-path': {
      const compare = await makeCompare(plan.comparison, false);
      return jsonPathCheck(await compileJsonPath(plan.path), plan.comparison, compare);
    }
    case 'json-schema': {
      const { compileJsonSchema } = await import('../../scenario/json-schema/compile-json-schema.ts');
      const fault = compileJsonSchema(plan.schema);
      return {
        reads: 'body',
        holds: (response) => fault(response.json()) === null,
        got: (response) => `${fault(response.json()) ?? ''}: ${excerptOf(response.text())}`,
      };
    }
    case 'time': {
      const compare = await makeCompare(plan.comparison, false);
      return {
        reads: 'nothing',
        holds: ({ serviceTimeMs }, scope) => compare(serviceTimeMs, scope),
        got: ({ serviceTimeMs }) => `${Number(serviceTimeMs.toPrecision(3))} ms`,
      };
    }
    case 'size': {
      const compare = await makeCompare(plan.comparison, false);
      return {
        reads: 'nothing',
        holds: ({ bodyBytes }, scope) => compare(bodyBytes, scope),
        got: ({ bodyBytes }) => `${bodyBytes} bytes`,
      };
    }
    default:
      return assertNever(plan);
  }
}

function isAccepted(status: number, accepted: readonly StatusRange[]): boolean {
  for (const [from, to] of accepted) if (status >= from && status <= to) return true;
  return false;
}

/** Of a path that can find many, what is compared must hold for each that is found, and for one at least. */
function jsonPathCheck(path: FindJson, { operator }: Comparison, compare: Compare): CompiledCheck {
  const { isSingular, first, all } = path;
  const isOfFirst = isSingular || operator === 'exists' || operator === 'missing';
  return {
    reads: 'body',
    holds: (response, scope) => {
      const document = response.json();
      if (isOfFirst) return compare(first(document), scope);
      const found = all(document);
      if (operator === 'contains') return compare(found, scope);
      return found.length > 0 && found.every((value) => compare(value, scope));
    },
    got: (response) => {
      const document = response.json();
      const value = isSingular ? first(document) : all(document);
      const isThere = isSingular ? value !== undefined : Array.isArray(value) && value.length > 0;
      return isThere ? valueExcerpt(value) : `nothing in ${excerptOf(response.text())}`;
    },
  };
}
