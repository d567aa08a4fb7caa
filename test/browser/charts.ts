import type { Page } from 'playwright-core';

/** Of each chart in sight: the share of its pixels that have a colour, as curves have and grid and letters don't. */
export async function colourShares(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const small = new OffscreenCanvas(300, 150);
    const context = small.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('there is no 2d context');
    const isInSight = (canvas: HTMLCanvasElement): boolean => {
      const { top, bottom, width } = canvas.getBoundingClientRect();
      return width > 0 && bottom > 0 && top < innerHeight;
    };
    return [...document.querySelectorAll('canvas')].filter(isInSight).map((canvas) => {
      context.clearRect(0, 0, small.width, small.height);
      context.drawImage(canvas, 0, 0, small.width, small.height);
      const { data } = context.getImageData(0, 0, small.width, small.height);
      let coloured = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
        if (alpha > 0 && Math.max(red, green, blue) - Math.min(red, green, blue) > 40) coloured++;
      }
      return (4 * coloured) / data.length;
    });
  });
}

/** To the last pixel. */
export async function pictureOfCharts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()));
}
