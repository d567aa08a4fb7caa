import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The JSON Schema of every report that inrush writes, from the types and their doc comments. */
export function resultSchema() {
  return schemaOf('src/report/reporter.ts', 'Report', 'A report of inrush');
}

/** The same of what `inrush doctor -o json` writes. */
export function doctorSchema() {
  return schemaOf(
    'src/doctor/doctor-report.ts',
    'DoctorReport',
    'What inrush doctor found out about a machine',
  );
}

function schemaOf(path, type, title) {
  const { $schema, ...schema } = createGenerator({
    path: root + path,
    tsconfig: `${root}tsconfig.json`,
    type,
    topRef: false,
    additionalProperties: false,
    // tsc checks the sources; the generator's own, older compiler only has to read them.
    skipTypeCheck: true,
  }).createSchema(type);
  return { $schema, title, ...schema };
}
