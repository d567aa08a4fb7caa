import type { Problem } from '../../base/errors.ts';
import type { ScenarioFile } from '../file/scenario-file.ts';

export const importFormats = ['curl', 'har', 'openapi', 'postman'] as const;

export type ImportFormat = (typeof importFormats)[number];

export type ImportOptions = {
  /** How the file is called in messages. */
  readonly name: string;
  /** Of a HAR: static files and other hosts, too. */
  readonly everything: boolean;
};

/** A scenario made of something else, and what of it was left out or needs a hand; or why there is none. */
export type Imported =
  | { readonly ok: true; readonly file: ScenarioFile; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A request as it was found. Texts are as they were sent, with the marks of marked-text.ts in them. */
export type ImportedRequest = {
  /** Where it was found, such as `shop.har: entry 3`. */
  readonly at: string;
  /** What it may be called; made unique later. */
  readonly name: string;
  /** Folders that it was in. */
  readonly groups: readonly string[];
  /** Waited before it; 0 for not at all. */
  readonly thinkMs: number;
  /** In capitals. */
  readonly method: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: readonly ImportedHeader[];
  readonly auth: ImportedAuth | null;
  readonly body: ImportedBody | null;
  readonly timeoutMs: number | null;
  readonly redirects: number;
  /** The status that it got, or is to get. */
  readonly status: number | null;
};

export type ImportedHeader = readonly [name: string, value: string];

export type ImportedAuth =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };

export type ImportedBody =
  | { readonly kind: 'text'; readonly text: string }
  /** A value for JSON that was never text. */
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'form'; readonly fields: readonly ImportedHeader[] }
  | { readonly kind: 'multipart'; readonly parts: readonly ImportedPart[] }
  | { readonly kind: 'file'; readonly path: string };

export type ImportedPart = {
  readonly name: string;
  readonly content: { readonly text: string } | { readonly file: string; readonly type: string | null };
};
