import { type SecretForm, secretForms } from './secret-forms.ts';

/** What stands in place of a secret. */
export const redacted = '***';

type Span = readonly [start: number, end: number];

/** Takes secrets out of text that somebody may see, whichever way they are encoded in it. */
export class Redactor {
  readonly #forms: readonly SecretForm[];

  constructor(secrets: Iterable<string>) {
    this.#forms = [...new Set(secrets)].flatMap(secretForms);
  }

  /** Text that was cut short says so by `…`: the part of a secret before it is taken out, too. */
  redact(text: string): string {
    if (this.#forms.length === 0 || text === '') return text;
    const spans = this.#forms
      .flatMap((form) => [...spansOf(text, form), ...cutSpansOf(text, form)])
      .toSorted((a, b) => a[0] - b[0]);
    let shown = '';
    let at = 0;
    for (const [start, end] of spans) {
      if (start >= at) shown += text.slice(at, start) + redacted;
      at = Math.max(at, end);
    }
    return shown + text.slice(at);
  }
}

function spansOf(text: string, form: SecretForm): readonly Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(form.text); start !== -1;) {
    let end = start + form.text.length;
    if (form.where === 'base64') {
      while (isBase64(text[start - 1])) start--;
      while (isBase64(text[end]) || text[end] === '=') end++;
    }
    if (form.where !== 'alone' || (!isWord(text[start - 1]) && !isWord(text[end]))) spans.push([start, end]);
    start = text.indexOf(form.text, end);
  }
  return spans;
}

/** Fewer characters are the beginning of many things. */
const shortestCut = 3;

/** What remains of a secret where text was cut. */
function cutSpansOf(text: string, form: SecretForm): readonly Span[] {
  const spans: Span[] = [];
  for (let cut = text.indexOf('…'); cut !== -1; cut = text.indexOf('…', cut + 1)) {
    for (let length = Math.min(form.text.length - 1, cut); length >= shortestCut; length--) {
      if (!text.startsWith(form.text.slice(0, length), cut - length)) continue;
      spans.push([cut - length, cut]);
      break;
    }
  }
  return spans;
}

function isBase64(character: string | undefined): boolean {
  return character !== undefined && /[\w+/-]/.test(character);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
