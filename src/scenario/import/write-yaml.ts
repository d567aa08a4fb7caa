import { Document, isMap, isNode, isScalar, type Scalar, visit } from 'yaml';
import type { ScenarioFile } from '../file/scenario-file.ts';
import { oneLine } from './notes.ts';

/** Most of a scenario file that is read again. */
export const mostBytes: number = 1024 * 1024;
const mostOnALine = 100;
const parts = ['headers', 'auth', 'steps', 'load'];
const small = ['basic', 'check', 'load'];

/** The scenario as a YAML file, with comments at its head; null when it would be larger than a scenario may be. */
export function writeYaml(file: ScenarioFile, head: readonly string[]): string | null {
  const document = new Document(file, { aliasDuplicateObjects: false });
  layOut(document);
  const comments = head.map((line) => (line === '' ? '#' : `# ${oneLine(line)}`));
  const text = `${comments.join('\n')}\n\n${document.toString({ lineWidth: 0 })}`;
  return Buffer.byteLength(text) > mostBytes ? null : text;
}

/** Empty lines between the parts, and small things on one line. */
function layOut(document: Document): void {
  visit(document, {
    Pair(_key, { key, value }, path) {
      if (!isScalar(key)) return;
      const name = String(key.value);
      if (path.length === 2 && parts.includes(name)) key.spaceBefore = true;
      if (small.includes(name) && isMap(value)) value.flow = JSON.stringify(value).length < mostOnALine;
      if (name === 'json' && isNode(value)) visit(value, { Scalar: (_at, scalar) => quoteVariable(scalar) });
    },
  });
}

/** Without quotes a variable's value could become a number. */
function quoteVariable(scalar: Scalar): void {
  if (typeof scalar.value === 'string' && scalar.value.includes('$')) scalar.type = 'QUOTE_DOUBLE';
}
