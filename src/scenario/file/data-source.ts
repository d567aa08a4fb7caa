import type { Problem } from '../../base/errors.ts';
import type { ScenarioPath } from './loaded-scenario.ts';

/** What a file holds, before anybody asked whether it is a scenario. */
export type DataSource = {
  readonly value: unknown;
  readonly locate: Locate;
  /** Of values that got their type from what a variable held, the text itself, by `pathText`. */
  readonly texts: ReadonlyMap<string, string>;
  /** The variables in a value, as they are written; their values may be secret. */
  readonly written: ReadonlyMap<string, string>;
};

/** The file and, where it is text, line and column of a value, or of the key that it belongs to. */
export type Locate = (
  path: ScenarioPath,
  of: 'value' | 'key',
) => { readonly text: string; readonly offset: number };

export type SourceReading =
  | { readonly ok: true; readonly source: DataSource }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Deeper than anybody would write it, and far from what the stack holds. */
export const mostDepth = 50;

/** They would reach into what every object inherits. */
export const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];
export const forbiddenKeyHint = 'use another one; JSON with such a key can stand in "body", as text';
