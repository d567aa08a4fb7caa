import { JSONParser, TokenizerError, TokenParserError, TokenType } from '@streamparser/json';
import { BrokenData } from './broken-data.ts';
import { endlessRow, mostDepth, mostRowLength, tooDeep } from './data-limits.ts';
import type { DataProblems } from './data-problems.ts';
import { makeRowIndex, type RowIndex } from './row-index.ts';
import { RowShape } from './row-shape.ts';
import { utf8Blocks } from './utf8-blocks.ts';

/** The rows of a JSON file: a list of objects. */
export async function indexJson(path: string, problems: DataProblems): Promise<RowIndex> {
  return makeRowIndex(problems, async (rows) => {
    const shape = new RowShape();
    const list = new JsonList((row, offset) => {
      const problem = shape.problemOf(row);
      if (problem === null) rows.write(JSON.stringify(row), { offset });
      else problems.add({ offset }, problem, 'the file must be a list of objects');
    });
    for await (const { bytes, offset } of utf8Blocks(path)) list.write(bytes, offset);
    list.end();
    return shape.columns;
  });
}

class JsonList {
  readonly #parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  /** Of the parser's own offsets, which begin after a byte order mark. */
  #start = 0;
  #depth = 0;
  #tokenAt = 0;
  #elementAt = 0;
  #length = 0;

  constructor(onElement: (element: unknown, offset: number) => void) {
    this.#parser.onToken = ({ token, offset }) => this.#onToken(token, this.#start + offset);
    this.#parser.onValue = ({ value }) => onElement(value, this.#elementAt);
  }

  write(bytes: Buffer, offset: number): void {
    if (this.#length === 0) this.#start = offset;
    this.#length = offset + bytes.length;
    try {
      this.#parser.write(bytes);
    } catch (error) {
      if (!(error instanceof TokenizerError || error instanceof TokenParserError)) throw error;
      throw notJson(this.#offsetIn(error.message) ?? this.#tokenAt, 'this is not JSON');
    }
    if (!this.#parser.isEnded && this.#length - this.#elementAt > 2 * mostRowLength) {
      throw endlessRow({ offset: this.#elementAt }, 'rows go into requests');
    }
  }

  end(): void {
    if (this.#length === 0 || this.#parser.isEnded) return;
    try {
      this.#parser.end();
    } catch (error) {
      if (error instanceof BrokenData) throw error;
      throw notJson(this.#length, 'the file ends before its list does');
    }
  }

  #onToken(token: TokenType, offset: number): void {
    this.#tokenAt = offset;
    if (this.#depth === 0 && token !== TokenType.LEFT_BRACKET) {
      throw new BrokenData({ offset }, 'the file must be a list of objects', 'it begins with [');
    }
    if (this.#depth === 1) this.#elementAt = offset;
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#depth++;
    // The list itself is one level.
    if (this.#depth > mostDepth + 1) {
      throw new BrokenData({ offset: this.#elementAt }, tooDeep, 'rows go into requests');
    }
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth--;
  }

  /** The parser tells the place of a character that it doesn't know in words only. */
  #offsetIn(message: string): number | null {
    const [, position] = /absolute position "(\d+)"/.exec(message) ?? [];
    return position === undefined ? null : this.#start + Number(position);
  }
}

function notJson(offset: number, message: string): BrokenData {
  return new BrokenData({ offset }, message, 'a list of objects: [{"name": "value"}, …]');
}
