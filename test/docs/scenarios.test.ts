import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/scenario.schema.json' with { type: 'json' };
import { withReference } from '../../schema/scenario-reference.js';
import { loadScenario } from '../../src/scenario/file/load-scenario-file.ts';
import { iterationFailures } from '../../src/flow/scope.ts';
import { planYaml } from '../support/planned-yaml.ts';

const page = readFileSync('docs/scenarios.md', 'utf8');

describe('the guide to scenario files', () => {
  const snippets = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = '']) => text);
  const users = readFileSync('scenarios/users.csv', 'utf8');

  it('has snippets', () => {
    expect(snippets.length).toBeGreaterThan(12);
  });

  it.each(snippets.map((text, index) => [index + 1, text] as const))(
    'has a snippet %i that is right',
    async (_number, text) => {
      expect(await planYaml(text, {}, { 'users.csv': users })).toHaveProperty('requests');
    },
  );

  it('has code that is right', async () => {
    const [, code = ''] = /^```ts\n([^]*?)^```$/m.exec(page) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'inrush-docs-'));
    writeFileSync(join(folder, 'scenario.ts'), code);
    const sources = { processEnv: {}, envFiles: [], env: {} };
    expect(await loadScenario(join(folder, 'scenario.ts'), sources)).toMatchObject({ ok: true });
    rmSync(folder, { recursive: true });
  });

  it.each(iterationFailures)('says what ends an iteration with %s', (reason) => {
    expect(page).toMatch(new RegExp(String.raw`^\| .*\`${reason}\`.* \| \S.* \|$`, 'm'));
  });

  it('has the reference that npm run schema makes', () => {
    expect(withReference(page, schema)).toBe(page);
  });
});
