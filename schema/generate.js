import { writeFileSync } from 'node:fs';
import { baselineSchema, doctorSchema, resultSchema } from './result-schema.js';
import { writeReference } from './scenario-reference.js';
import { codeScenarioSchema, scenarioSchema } from './scenario-schema.js';

write('result.schema.json', resultSchema());
write('doctor.schema.json', doctorSchema());
write('baseline.schema.json', baselineSchema());
write('scenario.schema.json', scenarioSchema());
writeReference(scenarioSchema());
write('code-scenario.schema.json', codeScenarioSchema());

function write(name, schema) {
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
