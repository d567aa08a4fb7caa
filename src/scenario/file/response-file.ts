// What a scenario file asks of responses; a part of the shape in `scenario-file.ts`.

/** A status code, or a class of them: `2xx`. */
export type StatusFile = number | string;

/** Every line is a check of its own; a failed one is counted, and the iteration goes on. */
export type CheckFile = {
  /** The status, or the ones that may come. */
  readonly status?: StatusFile | readonly StatusFile[];
  /** By name: the value, or a comparison such as `~ json`. */
  readonly headers?: Readonly<Record<string, Expected>>;
  readonly body?: BodyCheckFile;
  /** By path: the value, or a comparison such as `> 0`. */
  readonly jsonPath?: Readonly<Record<string, Expected>>;
  /** A JSON Schema, or the file that holds it. */
  readonly schema?: string | Readonly<Record<string, unknown>>;
  /** Service time, such as `< 300ms`. */
  readonly time?: string;
  /** Of the body, such as `< 10kB`. */
  readonly size?: string;
};

/**
 * A value, or a text that begins with an operator: `== != < <= > >=`, `~` (matches a regular expression), `!~`,
 * `contains`, `exists`, `missing`.
 */
export type Expected = string | number | boolean | null;

export type BodyCheckFile = {
  /** The whole body. */
  readonly equals?: string;
  /** A text, or several that are all in it. */
  readonly contains?: string | readonly string[];
  /** A regular expression. */
  readonly matches?: string;
};

/**
 * Where to look for a value.
 *
 * @exactlyOne ["jsonPath", "header", "regex", "css", "xpath"]
 */
export type CaptureFile = {
  /** A path into a body of JSON (RFC 9535), such as `$.items[*].id`. */
  readonly jsonPath?: string;
  /** Name of a header. */
  readonly header?: string;
  /** Its first group, or the whole match without one. */
  readonly regex?: string;
  /** A CSS selector, of a body of HTML. */
  readonly css?: string;
  /** Of the element that `css` finds [its text]. */
  readonly attribute?: string;
  /** An XPath, of a body of XML or HTML. */
  readonly xpath?: string;
  /** A list of everything found, in place of the first [false; of a JSONPath that can find many: true]. */
  readonly all?: boolean;
  /** When nothing is found; without it that is a failure, and the iteration ends. */
  readonly default?: unknown;
};
