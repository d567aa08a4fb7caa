/** Wraps text in a stress that takes no columns. */
export type Paint = (text: string) => string;

/** How a report stresses words. The command line decides on colour; reports only say what matters. */
export type Palette = {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
};

const asIs: Paint = (text) => text;

/** No colour at all: for files, pipes and NO_COLOR. */
export const plain: Palette = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs };
