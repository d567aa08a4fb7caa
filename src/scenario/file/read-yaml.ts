import { Composer, type Document, LineCounter, Parser } from 'yaml';
import type { Problem } from '../../base/errors.ts';
import { type Locate, mostDepth, type SourceReading } from './data-source.ts';
import { jsonFault } from './json-fault.ts';
import { deeperThan } from './yaml-depth.ts';
import { yamlOffset } from './yaml-place.ts';
import { plainValue } from './yaml-value.ts';

type Env = Readonly<Record<string, string>>;
type Place = (offset: number) => string;

/** The data of a YAML text, variables filled in. `name` is that of the file in messages. */
export function readYaml(text: string, name: string, env: Env): SourceReading {
  const lines = new LineCounter();
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  const place: Place = (offset) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return `${name}:${line}:${col}`;
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = deeperThan(mostDepth, tokens);
  if (deep !== null) {
    const message = `${place(deep)}: it is nested deeper than ${mostDepth} levels`;
    return refusal({ message, hint: 'a scenario is flat: lists of steps, and what each does' });
  }
  // Duplicate keys are found below: here each would be compared with all others.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined) return refusal({ message: `${place(0)}: it is empty` });
  const problem = syntaxProblem(document, text, place);
  if (problem !== null) return refusal(problem);
  if (second !== undefined) return refusal(secondProblem(second, place));
  const { value, faults, texts, written, targets } = plainValue(document, env);
  if (faults.length > 0) {
    const found = faults.toSorted((a, b) => a.offset - b.offset);
    const problems = found.map(({ offset, message, hint }) => ({
      message: `${place(offset)}: ${message}`,
      hint,
    }));
    return { ok: false, problems };
  }
  const locate: Locate = (path, of) => {
    const offset = yamlOffset(document, targets, path, of, lineOf);
    return { text: place(offset), offset };
  };
  return { ok: true, source: { value, locate, texts, written } };
}

/** The same of JSON. YAML takes all of it and tells where each value is, but takes more. */
export function readJson(text: string, name: string, env: Env): SourceReading {
  try {
    JSON.parse(text);
  } catch {
    const { offset, message } = jsonFault(text);
    const lines = text.slice(0, offset).split('\n');
    const place = `${name}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
    return refusal({ message: `${place}: it is not JSON: ${message}` });
  }
  return readYaml(text, name, env);
}

function syntaxProblem(document: Document.Parsed, text: string, place: Place): Problem | null {
  // Other errors follow from the first, mostly.
  const [error] = document.errors;
  if (error !== undefined) {
    const [offset] = error.pos;
    const message = `${place(offset)}: it is not YAML: ${error.message.trim().replace(/\.$/, '')}`;
    // Braces have a meaning of their own there.
    const isVariable = text.lastIndexOf('${', offset) > text.lastIndexOf('\n', offset);
    return isVariable ? { message, hint: 'inside of { } and [ ] a variable must be in quotes' } : { message };
  }
  const { explicit, version } = document.directives.yaml;
  if (explicit !== true || version === '1.2') return null;
  return { message: `${place(0)}: it is YAML ${version}, and a scenario is YAML 1.2` };
}

function secondProblem(document: Document.Parsed, place: Place): Problem {
  const message = `${place(document.range[0])}: a second document begins here, and a scenario is one`;
  return { message, hint: 'leave out the line with ---' };
}

function refusal(problem: Problem): SourceReading {
  return { ok: false, problems: [problem] };
}
