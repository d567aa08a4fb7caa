import { schemaOf } from './schema-of.js';

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

/** The same of the file that `inrush baseline record` writes. */
export function baselineSchema() {
  return schemaOf('src/gate/baseline/baseline.ts', 'Baseline', 'A baseline of inrush');
}
