/**
 * What a page in a browser shows: plain data, with every text as it is to be read. The browser draws it and knows nothing of
 * load tests, so that a report, the dashboard and a stored result are one page.
 */
export type Page = {
  /** Of the document. */
  readonly title: string;
  readonly heading: string;
  /** Below the heading: what was measured, when, by which version. */
  readonly lead: readonly string[];
  /** In a word, beside the heading: `passed`, `failed`, `running`. */
  readonly status: Status;
  readonly sections: readonly Section[];
  /** The numbers of the charts, by name: several charts may share one. */
  readonly frames: Readonly<Record<string, Frame>>;
  /** null: nothing will change. */
  readonly live: Live | null;
  /** Where it was chosen, an address within this server; absent where nothing was. */
  readonly back?: { readonly label: string; readonly href: string };
};

/** How much something calls for attention; never by colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

export type Status = { readonly tone: Tone; readonly label: string };

/** Addresses beside the page's own. */
export type Live = {
  /** Server-sent events: `update` with a {@link PageUpdate}, and `end` with the same for the last time. */
  readonly events: string;
  /** POST ends the run; null where it can't be ended. */
  readonly stop: string | null;
};

/** What has changed: all but the frames is whole. */
export type PageUpdate = Omit<Page, 'frames'> & {
  readonly frames: Readonly<Record<string, FrameUpdate>>;
};

/** Columns of one length; null is a gap. A number is in the unit of the axis that draws it. */
export type Frame = { readonly columns: readonly Column[] };

export type Column = readonly (number | null)[];

/** These rows take the place of all from the row `from` on. */
export type FrameUpdate = { readonly from: number; readonly columns: readonly Column[] };

export type Section = {
  /** Letters and hyphens: the address within the page. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
};

export type Block = Notice | Figures | Facts | Table | Picker | Chart | Intervals;

/** Something to be read first. */
export type Notice = {
  readonly kind: 'notice';
  readonly tone: Tone;
  readonly title: string;
  readonly lines: readonly string[];
};

/** The few numbers that matter most, large. */
export type Figures = { readonly kind: 'figures'; readonly items: readonly Figure[] };

export type Figure = {
  readonly label: string;
  readonly value: string;
  /** Small, below it. */
  readonly note: string | null;
  readonly tone: Tone;
};

/** Labels with a text each. */
export type Facts = {
  readonly kind: 'facts';
  readonly items: readonly { readonly label: string; readonly text: string }[];
};

/** People sort it by any column; the first one names the row. */
export type Table = {
  readonly kind: 'table';
  /** Unlike any other of the page. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
};

export type TableColumn = {
  readonly label: string;
  readonly isNumber: boolean;
  /** What it means, where the label doesn't say. */
  readonly hint: string | null;
};

export type Cell = {
  readonly text: string;
  /**
   * What it is sorted by in a column of numbers; null goes last, and a column without any is not sorted. Columns of text
   * are sorted by that.
   */
  readonly order: number | null;
  readonly tone: Tone;
  /** An address within this server; null is no link. */
  readonly href: string | null;
};

/** A table of which two rows are chosen, for a page that compares them. */
export type Picker = {
  readonly kind: 'picker';
  readonly table: Table;
  /** GET, with `base` and `head` as the query. */
  readonly action: string;
  /** Of each row. */
  readonly values: readonly string[];
};

export type Chart = {
  readonly kind: 'chart';
  /** Unlike any other of the page. */
  readonly id: string;
  readonly title: string;
  /** What can be seen, in a sentence, for those who can't. */
  readonly description: string;
  /** Name of its frame. */
  readonly frame: string;
  readonly x: Axis & { readonly column: number };
  /** One, or a second at the right. */
  readonly ys: readonly Axis[];
  readonly series: readonly ChartSeries[];
  /** Marked stretches of x: the warm-up, stages. */
  readonly spans: readonly Span[];
  /** Charts with the same word show the same place under the pointer; null is alone. */
  readonly sync: string | null;
};

export type Axis = {
  readonly label: string;
  readonly unit: AxisUnit;
  readonly isLog: boolean;
};

/**
 * How numbers are written. `us` are microseconds, `elapsed` seconds since the start, `date` milliseconds since the epoch,
 * `share` 0 to 1, `factor` times. `percentile` is 1 ÷ (1 − q), so that 10 is p90 and 100 is p99.
 */
export type AxisUnit =
  'count' | 'per-s' | 'us' | 'elapsed' | 'date' | 'share' | 'factor' | 'bytes' | 'percentile';

export type ChartSeries = {
  readonly label: string;
  /** Of the frame. */
  readonly column: number;
  /** Which of `ys`. */
  readonly axis: 0 | 1;
  readonly style: 'line' | 'dashed' | 'steps' | 'area' | 'points';
  /** From 0; series of one colour belong together. */
  readonly colour: number;
  /** Columns between which the true value lies, drawn as a band; null without. */
  readonly band: { readonly low: number; readonly high: number } | null;
};

export type Span = {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Dimmed: what lies there doesn't count. */
  readonly isDimmed: boolean;
};

/** Estimates with their intervals on one axis, a row each. */
export type Intervals = {
  readonly kind: 'intervals';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Of the axis. */
  readonly label: string;
  readonly unit: AxisUnit;
  readonly rows: readonly IntervalRow[];
  /** Lines across all rows: no difference, the smallest that matters. */
  readonly marks: readonly { readonly at: number; readonly label: string }[];
};

/** An end that nothing bounds is null. */
export type IntervalRow = {
  readonly label: string;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly tone: Tone;
  /** The same in words. */
  readonly text: string;
};
