/** Time for what the code of a scenario still does. */
const farewellMs = 1000;

/**
 * Ends the process soon after its work is done, whatever the code of a scenario has left open: a connection to a database,
 * or a timer, would keep it alive for ever. What was written is read first, however slowly.
 */
export function endProcessSoon(): void {
  process.stdout.write('', () => {
    // Unreferenced: where nothing is left open, the process has ended before.
    // oxlint-disable-next-line unicorn/no-process-exit -- it has ended but for what it can't know of
    setTimeout(() => process.exit(), farewellMs).unref();
  });
}
