/** Time for what is still being written. */
const farewellMs = 1000;

/**
 * Ends the process soon after its work is done, whatever the code of a scenario has left open: a connection to a database,
 * or a timer, would keep it alive for ever.
 */
export function endProcessSoon(): void {
  // Unreferenced: where nothing is left open, the process has ended before.
  // oxlint-disable-next-line unicorn/no-process-exit -- it has ended but for what it can't know of
  setTimeout(() => process.exit(), farewellMs).unref();
}
