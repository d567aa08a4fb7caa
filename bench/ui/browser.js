import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** A tenth of the core, where the server wants all of it; with less a page may not be there before the run is over. */
const niceness = 10;

/**
 * Debian's Chromium, in which somebody looks at one page after the other. It runs beside the server, and gives way to it: what a browser
 * takes of a machine is no part of inrush.
 */
export async function openBrowser(folder) {
  const polite = join(folder, 'polite-chromium');
  writeFileSync(
    polite,
    `#!/bin/sh\necho ${niceness} > /proc/self/autogroup 2> /dev/null\nexec nice -n ${niceness} '${program}' "$@"\n`,
  );
  chmodSync(polite, 0o755);
  const browser = await chromium.launch({ executablePath: polite, args: ['--no-sandbox'] });
  // The first page of a browser takes long.
  await (await browser.newPage()).goto('data:text/html,<title>ready</title>');
  return {
    /** Until the run is over; `updates` is how often its page has changed. */
    async look(url) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      try {
        await page.addInitScript(countUpdates);
        await page.goto(url);
        await page.waitForFunction(() => globalThis.inrushSeen.isEnded, null, { timeout: 0 });
        return await page.evaluate(() => ({ updates: globalThis.inrushSeen.updates }));
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}

/** In the page: an EventSource that counts what it hears. */
function countUpdates() {
  const seen = { updates: 0, isEnded: false };
  globalThis.inrushSeen = seen;
  const Heard = globalThis.EventSource;
  globalThis.EventSource = class extends Heard {
    constructor(...given) {
      super(...given);
      this.addEventListener('update', () => seen.updates++);
      this.addEventListener('end', () => (seen.isEnded = true));
    }
  };
}
