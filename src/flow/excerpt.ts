const shownLength = 100;

/** The start of a text on one line, for messages: what would break the line or hide in it is written as an escape. */
export function excerptOf(text: string): string {
  const start = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return start.replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu, escaped);
}

/** A value of a response as JSON, as {@link excerptOf}. */
export function valueExcerpt(value: unknown): string {
  if (typeof value === 'string') return excerptOf(JSON.stringify(value.slice(0, 2 * shownLength)));
  return value === undefined ? 'nothing' : excerptOf(JSON.stringify(value) ?? typeof value);
}

const short: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

function escaped(character: string): string {
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
