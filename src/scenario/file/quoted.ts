const shownWidth = 60;

/** A text of the user's in a message: in quotes, on one line, without control characters, and not longer than is of use. */
export function quoted(text: string): string {
  return clipped(JSON.stringify(text));
}

export function clipped(text: string, width: number = shownWidth): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
