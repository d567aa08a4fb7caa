import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The JSON Schema of a type, from its file and doc comments. */
export function schemaOf(path, type, title, options = {}) {
  const { $schema, ...schema } = createGenerator({
    path: root + path,
    tsconfig: `${root}tsconfig.json`,
    type,
    topRef: false,
    additionalProperties: false,
    // tsc checks the sources; the generator's own, older compiler only has to read them.
    skipTypeCheck: true,
    ...options,
  }).createSchema(type);
  return { $schema, title, ...schema };
}
