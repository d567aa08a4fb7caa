import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { openDocument } from './watched-page.ts';

tellSkipped('watched-page.test.ts');

describe.skipIf(isSkipped)('the watch over a page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it.each([
    ['a dialog', '<script>alert(1)</script>', /^dialog: 1$/],
    ['a dialog that markup brings', '<img src="data:," onerror="alert(2)">', /^dialog: 2$/],
    ['a script that throws', '<script>throw new Error("x")</script>', /^error: .*x/],
    ['a promise that nobody takes', '<script>Promise.reject(new Error("y"))</script>', /^error: .*y/],
    ['a word on the console', '<script>console.info("hello")</script>', /^console info: hello$/],
    [
      'an image from elsewhere',
      '<img src="http://127.0.0.1:9/x.png">',
      /^request: http:\/\/127\.0\.0\.1:9\//,
    ],
    ['a name that is resolved', '<img src="http://evil.test/x.png">', /^request: http:\/\/evil\.test\//],
    ['a style from elsewhere', '<p style="background:url(http://127.0.0.1:9/)">', /^request: /],
    ['another file', '<iframe src="file:///etc/hostname"></iframe>', /^(request|console error): .*hostname/],
    [
      'what a policy forbids',
      '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'"><img src="data:," onerror="a()">',
      /^console error: .*Content Security Policy/,
    ],
    ['a window', '<script>open("about:blank")</script>', /^opened a window/],
    ['going away', '<script>location = "http://127.0.0.1:9/gone"</script>', /^request: .*gone/],
  ])('notices %s', async (_what, markup, fault) => {
    const { page, faults } = await openDocument(browser, `<!doctype html><title>x</title>${markup}`);
    await expect.poll(() => faults, { timeout: 5000 }).toContainEqual(expect.stringMatching(fault));
    expect(page.isClosed()).toBe(false);
  });

  it('has nothing to say of a page that does nothing', async () => {
    const { faults } = await openDocument(browser, '<!doctype html><title>x</title><p>text');
    expect(faults).toEqual([]);
  });
});
