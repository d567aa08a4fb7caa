import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What stands seriously in the way of somebody with a screen reader, a keyboard or weak eyes: rule, place and reason. All rules, or these. */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const only = rules === undefined ? {} : { runOnly: [...rules] };
  const { violations } = await page.evaluate(
    async (options) => {
      const { axe: injected } = globalThis as unknown as { axe: typeof axe };
      return injected.run(document, options);
    },
    { resultTypes: ['violations' as const], ...only },
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)}: ${node.failureSummary ?? ''}`),
    );
}
