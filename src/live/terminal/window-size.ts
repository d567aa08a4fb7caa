/** Columns and rows that may be drawn on. */
export type WindowSize = { readonly columns: number; readonly rows: number };

const usual: WindowSize = { columns: 80, rows: 24 };

/** What a terminal says; the usual size where it says nothing, or 0, as some do. */
export function windowSize(stream: { readonly columns?: number; readonly rows?: number }): WindowSize {
  const { columns = 0, rows = 0 } = stream;
  return { columns: columns > 0 ? columns : usual.columns, rows: rows > 0 ? rows : usual.rows };
}
