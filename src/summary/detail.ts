/** A run in progress is summed up about once a second, and can't wait for everything. */
export type Detail = 'whole' | 'so-far';
