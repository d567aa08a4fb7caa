// Hot path: `run` runs for every response of which something is captured.
import { assertNever } from '../../base/assert.ts';
import { describeCause } from '../../base/errors.ts';
import type { CapturePlan } from '../../plan/flows-plan.ts';
import type { FlowResponse } from '../flow-response.ts';
import { excerptOf } from '../excerpt.ts';
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

type CompiledCapture = {
  readonly plan: CapturePlan;
  readonly find: Find;
  readonly sampleBody: (response: FlowResponse) => string;
};

/** Loads what only some captures need. `hidesResponse`: no sample of it may be shown. */
export async function makeCaptures(plans: readonly CapturePlan[], hidesResponse = false): Promise<Captures> {
  const sampleBody = hidesResponse ? guardedSample : bodyExcerpt;
  const captures = await Promise.all(
    plans.map(async (plan) => ({ plan, sampleBody, find: await compileFind(plan) })),
  );
  const isOfHead = ({ kind }: CapturePlan): boolean => kind === 'header';
  return {
    needsHead: plans.some(isOfHead),
    needsBody: !plans.every(isOfHead),
    run(response, vars) {
      for (const capture of captures) vars[capture.plan.name] = capturedBy(capture, response);
    },
  };
}

function capturedBy({ plan, find, sampleBody }: CompiledCapture, response: FlowResponse): unknown {
  const found = findIn({ plan, find, sampleBody }, response);
  if (found.length > 0) return plan.all ? found : found[0];
  if (plan.fallback !== null) return plan.fallback.value;
  const where = plan.kind === 'header' ? `a response of status ${response.status}` : sampleBody(response);
  throw new FlowError('capture', `capture ${plan.name}: ${sourceOf(plan)} found nothing in ${where}`);
}

function findIn({ plan, find, sampleBody }: CompiledCapture, response: FlowResponse): readonly unknown[] {
  try {
    return find(response);
  } catch (error) {
    // A body that isn't what it should be, or is nested too deep, is as good as one without the value.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    if (plan.fallback !== null) return [];
    const isBroken = plan.kind === 'json-path' && error instanceof SyntaxError;
    const why = isBroken ? 'no JSON' : describeCause(error);
    const message = `capture ${plan.name}: ${why} in ${sampleBody(response)}`;
    throw new FlowError('capture', message, { cause: error });
  }
}

/** An error's body says what is wrong, and not the secret. */
function guardedSample(response: FlowResponse): string {
  return response.status < 400 ? 'a body that is not shown, as it may hold a secret' : bodyExcerpt(response);
}

function bodyExcerpt(response: FlowResponse): string {
  const text = response.text();
  return text === '' ? 'an empty body' : excerptOf(text);
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
      const { compileRegex } = await import('../../scenario/regex/compile-regex.ts');
      const pattern = compileRegex(plan.pattern);
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
