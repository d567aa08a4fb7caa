/** A text that gives a secret away. */
export type SecretForm = {
  readonly text: string;
  /**
   * `anywhere`: wherever it stands; `alone`: only between characters that are no part of a word, for it is so short that
   * it stands everywhere; `base64`: with all of the base64 text that it is part of.
   */
  readonly where: 'anywhere' | 'alone' | 'base64';
};

/** Shorter ones are parts of too many words. */
const shortestAnywhere = 4;
/** Fewer characters of base64 are found by chance. */
const shortestBase64 = 6;

/**
 * Everything that a secret looks like on its way: as it is, in URLs and forms, in JSON, in HTML, and in base64, alone or
 * among other text as in `Authorization: Basic`.
 */
export function secretForms(secret: string): readonly SecretForm[] {
  if (secret === '') return [];
  const where = secret.length < shortestAnywhere ? 'alone' : 'anywhere';
  const texts = new Set([secret, ...encodings(secret)]);
  return [...[...texts].map((text) => ({ text, where }) as const), ...base64Forms(secret)];
}

function encodings(secret: string): readonly string[] {
  // As UTF-8 has it: half a character can't be encoded.
  const wellFormed = Buffer.from(secret).toString();
  const component = encodeURIComponent(wellFormed);
  const form = new URLSearchParams([['', wellFormed]]).toString().slice(1);
  const percent = [component, encodeURI(wellFormed), form];
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...percent,
    ...percent.map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    json,
    // Some writers of JSON escape what isn't ASCII, and slashes.
    json.replaceAll('/', String.raw`\/`),
    json.replaceAll(/[^ -~]/g, (character) => unicodeEscape(character)),
    secret.replaceAll(/[&<>"']/g, (character) => htmlEscapes[character] ?? character),
  ];
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function unicodeEscape(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Base64 writes three bytes as four characters, so a text looks different in each of three positions. What remains of
 * it in the middle is the same whatever stands around it.
 */
function base64Forms(secret: string): readonly SecretForm[] {
  const bytes = Buffer.from(secret);
  const cores = [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor((whole.length * 8) / 6);
    const core = whole.toString('base64').slice(first, last);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [...new Set(cores)]
    .filter((text) => text.length >= shortestBase64)
    .map((text) => ({ text, where: 'base64' }));
}
