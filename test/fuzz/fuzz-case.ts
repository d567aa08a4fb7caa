/** What a server sends to a client, and how. The text is latin1, a character a byte. */
export type FuzzCase = {
  readonly text: string;
  /** One for each request: whether it is a HEAD. At least one. */
  readonly isHeads: readonly boolean[];
  /** How the connection ends after the text. */
  readonly ending: Ending;
  /** Decides where the text is cut into pieces. */
  readonly cutSeed: number;
};

export const endings = ['end', 'reset', 'silence', 'abort'] as const;
export type Ending = (typeof endings)[number];

export const maxRequests = 8;

/** `GHG end 17`, a line feed, and the text as it is: a file that an editor shows. */
export function formatCase({ text, isHeads, ending, cutSeed }: FuzzCase): string {
  return `${isHeads.map((isHead) => (isHead ? 'H' : 'G')).join('')} ${ending} ${cutSeed}\n${text}`;
}

export function parseCase(file: string): FuzzCase {
  const match = /^([GH]{1,8}) (\w+) (\d+)\n([^]*)$/.exec(file);
  const [, methods = '', name = '', cutSeed = '', text = ''] = match ?? [];
  const ending = endings.find((each) => each === name);
  if (ending === undefined) throw new Error(`not a fuzz case: ${JSON.stringify(file.slice(0, 40))}`);
  return { text, isHeads: Array.from(methods, (method) => method === 'H'), ending, cutSeed: Number(cutSeed) };
}
