// Hot path: `run` runs for every response of which something is captured.
import { assertNever } from '../../base/assert.ts';
import { describeCause } from '../../base/errors.ts';
import type { CapturePlan } from '../../plan/flows-plan.ts';
import type { FlowResponse } from '../flow-response.ts';
import { sampleOf } from '../sample.ts';
import { FlowError } from '../scope.ts';
import { compileJsonPath } from './find-json.ts';

/** What a step takes out of its response. */
export interface Captures {
  readonly needsHead: boolean;
  readonly needsBody: boolean;
  /** Sets the variables. Throws a {@link FlowError} when something isn't found and has no fallback. */
  run(response: FlowResponse, vars: Record<string, unknown>): void;
}

/** All that a capture finds, or the first alone; none when it finds nothing. */
type Find = (response: FlowResponse) => readonly unknown[];

type CompiledCapture = { readonly plan: CapturePlan; readonly find: Find };

/** Loads what only some captures need. */
export async function makeCaptures(plans: readonly CapturePlan[]): Promise<Captures> {
  const captures = await Promise.all(plans.map(async (plan) => ({ plan, find: await compileFind(plan) })));
  const isOfHead = ({ kind }: CapturePlan): boolean => kind === 'header';
  return {
    needsHead: plans.some(isOfHead),
    needsBody: !plans.every(isOfHead),
    run(response, vars) {
      for (const capture of captures) vars[capture.plan.name] = capturedBy(capture, response);
    },
  };
}

function capturedBy({ plan, find }: CompiledCapture, response: FlowResponse): unknown {
  const found = findIn(plan, find, response);
  if (found.length > 0) return plan.all ? found : found[0];
  if (plan.fallback !== null) return plan.fallback.value;
  const where = plan.kind === 'header' ? `a response of status ${response.status}` : bodySample(response);
  throw new FlowError('capture', `capture ${plan.name}: ${sourceOf(plan)} found nothing in ${where}`);
}

function findIn(plan: CapturePlan, find: Find, response: FlowResponse): readonly unknown[] {
  try {
    return find(response);
  } catch (error) {
    // A body that isn't what it should be, or is nested too deep, is as good as one without the value.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    if (plan.fallback !== null) return [];
    const isBroken = plan.kind === 'json-path' && error instanceof SyntaxError;
    const why = isBroken ? 'no JSON' : describeCause(error);
    const message = `capture ${plan.name}: ${why} in ${bodySample(response)}`;
    throw new FlowError('capture', message, { cause: error });
  }
}

function bodySample(response: FlowResponse): string {
  const text = response.text();
  return text === '' ? 'an empty body' : sampleOf(text);
}

async function compileFind(plan: CapturePlan): Promise<Find> {
  const { all } = plan;
  switch (plan.kind) {
    case 'json-path':
      return jsonFind(await compileJsonPath(plan.path), all);
    case 'header': {
      const { header } = plan;
      return (response) => (all ? response.headers(header) : asList(response.header(header)));
    }
    case 'regex': {
      const { compilePattern } = await import('../../scenario/pattern/compile-pattern.ts');
      const pattern = compilePattern(plan.pattern);
      return (response) => (all ? pattern.all(response.text()) : asList(pattern.first(response.text())));
    }
    case 'css': {
      const { compileCss } = await import('../../scenario/markup/find-by-css.ts');
      const find = compileCss(plan.selector, plan.attribute);
      return (response) => find(response.text(), all);
    }
    case 'xpath': {
      const { compileXPath } = await import('../../scenario/markup/find-by-xpath.ts');
      const find = compileXPath(plan.path);
      return (response) => find(response.text(), all);
    }
    default:
      return assertNever(plan);
  }
}

function jsonFind(path: Awaited<ReturnType<typeof compileJsonPath>>, all: boolean): Find {
  if (all) return (response) => path.all(response.json());
  return (response) => {
    const value = path.first(response.json());
    return value === undefined ? [] : [value];
  };
}

function asList(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}

/** What was looked for, as the scenario has it. */
function sourceOf(plan: CapturePlan): string {
  switch (plan.kind) {
    case 'json-path':
    case 'xpath':
      return plan.path;
    case 'header':
      return `the header ${plan.header}`;
    case 'regex':
      return `/${plan.pattern}/`;
    case 'css':
      return plan.attribute === null ? plan.selector : `${plan.selector} [${plan.attribute}]`;
    default:
      return assertNever(plan);
  }
}
