import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, it, onTestFinished } from 'vitest';
import { tellGithub } from '../../src/cli/github-actions.ts';
import { isOnGithub } from '../../src/cli/github-log.ts';
import { hostileText, hostileTexts, poisonedReport } from '../support/hostile-report.ts';
import { commandsIn } from '../support/runner-commands.ts';
import { gatedFlowRun } from '../support/sample-flow-result.ts';
import { gatedRun, invalidRun, openRun } from '../support/sample-result.ts';
import { slowerCandidate } from '../support/sample-study.ts';

const limit = 1024 * 1024;

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'inrush-github-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function summaryFile(): { path: string; env: Record<string, string> } {
  const path = join(folder(), 'summary.md');
  return { path, env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path } };
}

it.each([
  [{ GITHUB_ACTIONS: 'true' }, true],
  [{ GITHUB_ACTIONS: 'true', INRUSH_GITHUB: 'off' }, false],
  [{ GITHUB_ACTIONS: '1' }, false],
  [{}, false],
])('with %o is on GitHub: %s', async (env, is) => {
  expect(isOnGithub(env)).toBe(is);
  const { annotations } = await tellGithub(gatedRun, [], env);
  expect(annotations !== '').toBe(is);
});

it('adds the report to what other commands of the step wrote', async () => {
  const { path, env } = summaryFile();
  expect(await tellGithub(slowerCandidate, [], env)).toMatchObject({ note: null });
  await tellGithub(gatedRun, [], env);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/^### ❌ failed: 1 of 3 gates passed\n/);
  expect(text).toMatch(/\n\n### ❌ failed: 1 of 5 gates passed\n/);
});

it('keeps the summary below what GitHub takes', async () => {
  const { path, env } = summaryFile();
  writeFileSync(path, 'x'.repeat(limit - 700));
  expect(await tellGithub(openRun, [], env)).toMatchObject({ note: null });
  const text = readFileSync(path, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
  expect(text).toMatch(/x\n### answered .*The rest did not fit here.*\n$/s);
  writeFileSync(path, 'x'.repeat(limit));
  expect(await tellGithub(openRun, [], env)).toMatchObject({ note: 'the summary of this step is full' });
});

it('has a note and all annotations where the summary cannot be written', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: folder() };
  const { annotations, note } = await tellGithub(gatedRun, [], env);
  expect(note).toMatch(/^the summary of this step can't be written \(.*EISDIR/);
  expect(commandsIn(annotations)).toHaveLength(4);
});

it('names files by their paths in the repository, and no others', async () => {
  const workspace = folder();
  mkdirSync(join(workspace, 'load'));
  const inside = join(workspace, 'load', 'a b.yaml');
  const outside = join(folder(), 'other.yaml');
  for (const file of [inside, outside]) writeFileSync(file, '');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace };
  const placesOf = async (file: string): Promise<unknown> => {
    const { annotations } = await tellGithub(slowerCandidate, [{ file, line: 3 }], env);
    return commandsIn(annotations)[0]?.properties['file'];
  };
  expect(await placesOf(inside)).toBe('load/a b.yaml');
  expect(await placesOf(outside)).toBeUndefined();
  expect(await placesOf(join(workspace, 'gone.yaml'))).toBeUndefined();
});

it('the summary has no markup, link or mention but our own, whatever a target wrote', async () => {
  const { path, env } = summaryFile();
  const allowed = /^(?:h3|p|hr|ul|li|table|thead|tbody|tr|th|td|code|strong|details|summary)$/;
  const texts = fc.oneof(
    fc.constantFrom(...hostileTexts).map((text) => [text]),
    fc.array(hostileText, { minLength: 1, maxLength: 8 }),
  );
  const reports = fc.constantFrom(gatedRun, gatedFlowRun, invalidRun, slowerCandidate);
  await fc.assert(
    fc.asyncProperty(reports, texts, async (report, given) => {
      rmSync(path, { force: true });
      await tellGithub(poisonedReport(report, given), [], env);
      const html = micromark(readFileSync(path, 'utf8'), {
        extensions: [gfm()],
        htmlExtensions: [gfmHtml()],
        allowDangerousHtml: true,
      });
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = '']) => tag);
      expect(tags.filter((tag) => !allowed.test(tag))).toEqual([]);
      expect(html.replaceAll(/<code>.*?<\/code>/gs, '')).not.toMatch(/[@#]|www/);
    }),
    { numRuns: 50 },
  );
});
