/** What an import left out, or what needs a hand: each once, with how often and where first. */
export class Notes {
  readonly #seen = new Map<string, { count: number; readonly at: string }>();

  add(text: string, at = ''): void {
    const seen = this.#seen.get(text);
    if (seen === undefined) this.#seen.set(text, { count: 1, at });
    else seen.count += 1;
  }

  list(): readonly string[] {
    return [...this.#seen].map(([text, { count, at }]) => {
      if (at === '') return oneLine(text);
      return oneLine(`${text} (${count === 1 ? at : `${count} times, first ${at}`})`);
    });
  }
}

/** Clipped, and without what could end a comment. */
export function oneLine(text: string): string {
  const most = 300;
  const line = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
