import { onThemeChange } from '../theme.ts';

/** Colours of the style sheet, for what a style sheet can't reach. */
export type Paint = {
  readonly series: readonly string[];
  readonly text: string;
  readonly grid: string;
  readonly axis: string;
  readonly surface: string;
  readonly span: string;
};

/** The style sheet has so many; after that they repeat, dashed. */
export const seriesColours = 8;

let paint: Paint | null = null;
onThemeChange(() => {
  paint = null;
});

/** As the theme of the moment has them. */
export function currentPaint(): Paint {
  return (paint ??= readPaint());
}

function readPaint(): Paint {
  const probe = document.body.appendChild(document.createElement('span'));
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const read = {
    series: Array.from({ length: seriesColours }, (_, index) => colour(`series-${index}`)),
    text: colour('muted'),
    grid: colour('grid'),
    axis: colour('axis'),
    surface: colour('surface'),
    span: colour('span'),
  };
  probe.remove();
  return read;
}
