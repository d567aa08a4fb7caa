import type { Problem } from '../../base/errors.ts';
import { parseCount } from '../../base/units.ts';
import type { ScenarioUrl } from '../scenario.ts';
import type { UrlReading } from '../url-list.ts';
import { type ReadFile, readBody } from './body.ts';
import { readHead } from './head.ts';
import { type Line, type Section, splitSections } from './section.ts';
import { Variables } from './variables.ts';

/**
 * Reads requests in the format of the HTTP clients of JetBrains and VS Code: `###` between requests, a request line,
 * headers, an empty line, a body or `< FILE`; `@name = value` and `{{name}}`; `# @name` and, of our own, `# @weight`.
 * What would need a script, an environment or another protocol is a problem. `name` is the file's, for problems;
 * `readFile` gets paths as they were written.
 */
export function parseHttpFile(text: string, name: string, readFile: ReadFile): UrlReading {
  const sections = splitSections(text);
  const variables = new Variables(sections.flatMap(({ lines }) => lines.map((line) => line.text)));
  const problems: Problem[] = [];
  const onWrong = (line: Line, message: string): void => {
    problems.push({ message: `${name}:${line.number}: ${message}` });
  };
  const urls = sections.flatMap((section) => readSection(section, name, variables, readFile, onWrong));
  if (urls.length + problems.length === 0) {
    problems.push({
      message: `${name} holds no request`,
      hint: 'write one such as GET http://127.0.0.1:8080/',
    });
  }
  return { urls, problems };
}

type OnWrong = (line: Line, message: string) => void;

function readSection(
  { title, lines }: Section,
  name: string,
  variables: Variables,
  readFile: ReadFile,
  onWrong: OnWrong,
): ScenarioUrl[] {
  const scripts = lines.filter(({ text }) => script.test(text));
  for (const line of scripts) onWrong(line, `"${line.text.trim()}" ${whyNotScript}`);
  const before = readPreamble(lines, variables, onWrong);
  const [first] = before.rest;
  if (first === undefined || scripts.length > 0) return [];
  const fill = (text: string, line: Line): string =>
    variables.fill(text, (message) => onWrong(line, message));
  const { head, bodyLines } = readHead(before.rest, fill, onWrong);
  if (head === null) return [];
  const contentType = head.headers.find(([key]) => key.toLowerCase() === 'content-type')?.[1] ?? '';
  const body = readBody(bodyLines, contentType, { read: readFile, fill, onWrong });
  const label = before.name ?? title;
  return [
    {
      url: head.url,
      method: head.method,
      at: `${name}:${first.number}`,
      ...(label === '' ? {} : { name: label }),
      ...(before.weight === null ? {} : { weight: before.weight }),
      ...(head.headers.length === 0 ? {} : { headers: head.headers }),
      ...(body === null ? {} : { body }),
    },
  ];
}

const whyNotScript = 'is a script, or keeps the response: not supported';

/** What runs before or after a request, or takes its response. */
const script = /^(?:<\s*\{%|>\s*\{%|>\s+\S|>>!?\s)/;

type Preamble = {
  readonly name: string | null;
  readonly weight: number | null;
  /** From the request line on. */
  readonly rest: readonly Line[];
};

/** Comments, what they say of the request, and variables, up to the request line. */
function readPreamble(lines: readonly Line[], variables: Variables, onWrong: OnWrong): Preamble {
  let name: string | null = null;
  let weight: number | null = null;
  for (const [index, line] of lines.entries()) {
    const { text } = line;
    const [, key, value = ''] = /^(?:#|\/\/)\s*@([\w-]+)(?:\s*=\s*|\s+)?(.*?)\s*$/.exec(text) ?? [];
    if (key === 'name') name = value;
    else if (key === 'weight') weight = readWeight(line, value, onWrong);
    else if (!isSkipped(text) && !variables.define(text)) return { name, weight, rest: lines.slice(index) };
  }
  return { name, weight, rest: [] };
}

function isSkipped(text: string): boolean {
  return text.trim() === '' || text.startsWith('#') || text.startsWith('//');
}

function readWeight(line: Line, text: string, onWrong: OnWrong): number | null {
  const weight = parseCount(text);
  if (weight.ok && weight.value > 0) return weight.value;
  onWrong(line, `@weight ${text} is not a whole number from 1`);
  return null;
}
