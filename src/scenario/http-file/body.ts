import type { Parsed } from '../../base/units.ts';
import type { Line } from './section.ts';

/** Reads a file that is named in another one. */
export type ReadFile = (path: string) => Parsed<Uint8Array>;

type BodySources = {
  readonly read: ReadFile;
  readonly fill: (text: string, line: Line) => string;
  readonly onWrong: (line: Line, message: string) => void;
};

/** The body that the lines spell, or null for none. `contentType` says how its lines are joined. */
export function readBody(
  lines: readonly Line[],
  contentType: string,
  sources: BodySources,
): Uint8Array | null {
  const own = trimmed(lines.filter(({ text }) => !text.startsWith('<> ')));
  if (own.length === 0) return null;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(contentType);
  const lineEnd = isForm ? '' : /^multipart\//i.test(contentType) ? '\r\n' : '\n';
  const pieces = own.map((line) => readPiece(line, isForm, sources));
  return joined(pieces, Buffer.from(lineEnd));
}

function readPiece(line: Line, isForm: boolean, { read, fill, onWrong }: BodySources): Uint8Array {
  const [, filling, path] = /^<(@?)\s+(\S.*?)\s*$/.exec(line.text) ?? [];
  if (path === undefined) {
    const text = fill(line.text, line);
    return Buffer.from(isForm ? text.trim() : text);
  }
  const file = read(fill(path, line));
  if (!file.ok) {
    onWrong(line, file.message);
    return new Uint8Array();
  }
  return filling === '@' ? Buffer.from(fill(Buffer.from(file.value).toString('utf8'), line)) : file.value;
}

/** Without the empty lines at both ends. */
function trimmed(lines: readonly Line[]): readonly Line[] {
  const isFull = ({ text }: Line): boolean => text.trim() !== '';
  return lines.slice(Math.max(0, lines.findIndex(isFull)), lines.findLastIndex(isFull) + 1);
}

function joined(pieces: readonly Uint8Array[], between: Uint8Array): Uint8Array {
  return Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece])));
}
