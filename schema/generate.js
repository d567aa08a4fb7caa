import { writeFileSync } from 'node:fs';
import { resultSchema } from './result-schema.js';

const file = new URL('result.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(resultSchema(), null, 2)}\n`);
