const cutNote = '\n*The rest did not fit here: `-o markdown=FILE` writes all of it.*\n';
const noteBytes = Buffer.byteLength(cutNote);

/** Markdown in at most so many bytes, cut between two lines and with a sentence that says so; null where not even that fits. */
export function cutMarkdown(text: string, mostBytes: number): string | null {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  if (mostBytes < noteBytes) return null;
  const room = Buffer.from(text).subarray(0, mostBytes - noteBytes);
  return `${room.subarray(0, room.lastIndexOf('\n') + 1).toString()}${cutNote}`;
}
