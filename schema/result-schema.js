import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The JSON Schema of every report that inrush writes, from the types and their doc comments. */
export function resultSchema() {
  const { $schema, ...schema } = createGenerator({
    path: `${root}src/report/reporter.ts`,
    tsconfig: `${root}tsconfig.json`,
    type: 'Report',
    topRef: false,
    additionalProperties: false,
    // tsc checks the sources; the generator's own, older compiler only has to read them.
    skipTypeCheck: true,
  }).createSchema('Report');
  return { $schema, title: 'A report of inrush', ...schema };
}
