// Hot path: runs for responses of which a header is asked for.
const lineFeed = 10;
const carriageReturn = 13;
const tab = 9;
const space = 32;
const colon = 58;

const nothing = Buffer.alloc(0);

/**
 * The header lines of a raw response head: `buffer[start..end)`, from the status line on. Nothing is remembered:
 * looking through a head costs less than an index of it, for the few headers that anybody asks for.
 */
export class ResponseHead {
  #buffer: Buffer = nothing;
  #start = 0;
  #end = 0;

  set(buffer: Buffer, start: number, end: number): void {
    this.#buffer = buffer;
    this.#start = start;
    this.#end = end;
  }

  /** The value of the first line of that name, in any case; null without one. */
  first(name: string): string | null {
    const line = this.#find(name, this.#start);
    return line < 0 ? null : this.#value(line + name.length + 1);
  }

  all(name: string): string[] {
    const values: string[] = [];
    for (let line = this.#find(name, this.#start); line >= 0; line = this.#find(name, line)) {
      values.push(this.#value(line + name.length + 1));
    }
    return values;
  }

  /** Names and values in the order in which they came. */
  lines(): (readonly [name: string, value: string])[] {
    const lines: (readonly [string, string])[] = [];
    for (
      let at = nextLine(this.#buffer, this.#start, this.#end);
      at < this.#end;
      at = nextLine(this.#buffer, at, this.#end)
    ) {
      const end = this.#buffer.indexOf(colon, at);
      if (this.#buffer[at] === carriageReturn || end < 0) break;
      lines.push([this.#buffer.toString('latin1', at, end), this.#value(end + 1)]);
    }
    return lines;
  }

  /** Where the next line of that name behind the line at `from` begins; -1: there is none. */
  #find(name: string, from: number): number {
    const buffer = this.#buffer;
    const end = this.#end;
    for (let at = nextLine(buffer, from, end); at < end; at = nextLine(buffer, at, end)) {
      if (buffer[at + name.length] === colon && isNamed(buffer, at, name)) return at;
    }
    return -1;
  }

  /** Without the white space around it. */
  #value(from: number): string {
    const buffer = this.#buffer;
    let start = from;
    let end = start;
    while (buffer[start] === space || buffer[start] === tab) start++;
    for (let at = start; at < this.#end && buffer[at] !== carriageReturn; at++) {
      if (buffer[at] !== space && buffer[at] !== tab) end = at + 1;
    }
    return end <= start ? '' : buffer.toString('latin1', start, end);
  }
}

function nextLine(buffer: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && buffer[at] !== lineFeed) at++;
  return at + 1;
}

function isNamed(buffer: Buffer, at: number, name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    if (lower(buffer[at + index] ?? 0) !== lower(name.charCodeAt(index))) return false;
  }
  return true;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code | 32 : code;
}
