import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentPolicy, htmlDocument } from '../../../src/report/html/html-document.ts';
import type { Page } from '../../../src/report/html/page.ts';
import { runPage } from '../../../src/report/html/run-page.ts';
import { plain } from '../../../src/report/palette.ts';
import { hostileMarkup } from '../../support/hostile-markup.ts';
import { hostileText, poisonedReport } from '../../support/hostile-report.ts';
import { hourRun } from '../../support/hour-run.ts';
import { gatedFlowRun } from '../../support/sample-flow-result.ts';
import { closedRun } from '../../support/sample-result.ts';

const options = { palette: plain, latency: false };
const plainPage = runPage(closedRun, options);
const dataBlock = /<script type="application\/json" id="page">(.*?)<\/script>/s;
const title = /<title>(.*?)<\/title>/s;

describe('the document', () => {
  it('differs from another only in its title and in data that no browser runs', () => {
    const shell = shellOf(htmlDocument(plainPage));
    const texts = fc.oneof(hostileText, fc.constantFrom(...hostileMarkup));
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), (given) => {
        const page = { ...runPage(poisonedReport(gatedFlowRun, given), options), title: given.join('') };
        const document = htmlDocument(page);
        expect(shellOf(document)).toBe(shell);
        expect(document.match(title)?.[1]).not.toMatch(/[<>"]/);
        expect(dataOf(document)).toEqual(JSON.parse(JSON.stringify(page)));
      }),
      { numRuns: 50 },
    );
  });

  it('lets the browser run its own script and style, and reach nothing', () => {
    const document = htmlDocument(plainPage);
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(document) ?? [];
    const style = /<style>(.*?)<\/style>/s.exec(document)?.[1] ?? '';
    const script = /<script>(.*?)<\/script>/s.exec(document)?.[1] ?? '';
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src '${hashOf(script)}'`,
      `style-src '${hashOf(style)}'`,
      "base-uri 'none'",
      "form-action 'self'",
    ]);
    expect(policy).toBe(contentPolicy(plainPage));
    expect(document).not.toMatch(/<(link|img|iframe|object|embed)\b/);
  });

  it('of a live page may reach the server that it is of', () => {
    const live = { events: 'events', stop: 'stop' };
    expect(contentPolicy({ ...plainPage, live })).toContain("; connect-src 'self'; ");
  });

  it('of an hour with 20 requests is below 2 MB', () => {
    const document = htmlDocument(runPage(hourRun(), options));
    expect(Buffer.byteLength(document)).toBeLessThan(2_000_000);
  });
});

function shellOf(document: string): string {
  return document.replace(dataBlock, '').replace(title, '');
}

function dataOf(document: string): Page {
  return JSON.parse(dataBlock.exec(document)?.[1] ?? '') as Page;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
