import { basename, dirname } from 'node:path';
import { describeCause, InrushError } from '../../base/errors.ts';
import { Redactor } from '../../scenario/redactor.ts';
import { describeThrown } from './function-failure.ts';

const defaultLimitMs = 60_000;

/** The module that a scenario's hooks are in, and what they see. */
export type HookSettings = {
  /** What the module exports as its default. */
  readonly scenario: unknown;
  /** Absolute. */
  readonly codePath: string;
  readonly env: Readonly<Record<string, string>>;
  /** Values that are never shown. */
  readonly secrets: readonly string[];
  /** How long a hook may take [60 s]. */
  readonly limitMs?: number;
};

/**
 * Runs the hook `before`, if there is one, and answers what it answers, which every user gets as `shared`; null without
 * one. Throws `cannot-run` when the hook throws, doesn't end or answers what isn't plain data.
 */
export async function runBefore(settings: HookSettings): Promise<unknown> {
  const answer = await runHook('before', settings, { env: settings.env });
  if (answer === undefined) return null;
  try {
    // Workers get a copy: what can't be copied must be known here.
    return structuredClone(answer);
  } catch (cause) {
    throw hookError(
      settings,
      `before answers what can't be given to the workers (${describeCause(cause)})`,
      'return plain data: objects, lists, text, numbers',
      cause,
    );
  }
}

/** Runs the hook `after`, if there is one. Throws `cannot-run` when it throws or doesn't end. */
export async function runAfter(
  settings: HookSettings,
  { shared, result }: { readonly shared: unknown; readonly result: unknown },
): Promise<void> {
  await runHook('after', settings, { env: settings.env, shared, result });
}

async function runHook(name: 'before' | 'after', settings: HookSettings, context: unknown): Promise<unknown> {
  const { scenario, codePath } = settings;
  if (typeof scenario !== 'object' || scenario === null || !Object.hasOwn(scenario, name)) return undefined;
  const hook: unknown = Reflect.get(scenario, name);
  if (!isFunction(hook)) return undefined;
  try {
    return await within(settings.limitMs ?? defaultLimitMs, Promise.resolve(hook(context)));
  } catch (cause) {
    if (cause instanceof HookTimeout) {
      throw hookError(settings, `${name} ${cause.message}`, 'does it wait for something?', cause);
    }
    throw hookError(
      settings,
      `${name} failed: ${describeThrown(cause, dirname(codePath))}`,
      hints[name],
      cause,
    );
  }
}

const hints = { before: 'nothing was sent', after: 'the run itself had ended' };

class HookTimeout extends Error {}

async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HookTimeout(`didn't end within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function isFunction(value: unknown): value is (context: unknown) => unknown {
  return typeof value === 'function';
}

function hookError(
  { codePath, secrets }: HookSettings,
  what: string,
  hint: string,
  cause: unknown,
): InrushError {
  const message = new Redactor(secrets).redact(`${basename(codePath)}: ${what}`);
  return new InrushError('cannot-run', [{ message, hint }], { cause });
}
