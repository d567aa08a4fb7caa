/** What keys move. */
export type Steppable = { step(by: number): void; leave(): void };

/** Moves the cursor of a chart of so many points by a key. Returns whether the key means anything. */
export function chartKey(key: string, points: number, plot: Steppable | null): boolean {
  const page = Math.max(Math.round(points / 20), 2);
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    PageUp: -page,
    PageDown: page,
    Home: -Infinity,
    End: Infinity,
  };
  const by = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (by !== undefined) plot?.step(by);
  if (key === 'Escape') plot?.leave();
  return by !== undefined || key === 'Escape';
}
