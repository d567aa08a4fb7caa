/** Where something stands in a data file: a line from 1, or a byte from 0. */
export type DataPlace = { readonly line: number } | { readonly offset: number };

/** A data file that can't be read on from a place. What was found before may still be told. */
export class BrokenData extends Error {
  readonly place: DataPlace;
  readonly hint: string;

  constructor(place: DataPlace, message: string, hint: string) {
    super(message);
    this.name = 'BrokenData';
    this.place = place;
    this.hint = hint;
  }
}
