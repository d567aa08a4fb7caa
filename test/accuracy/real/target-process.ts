import { expect } from 'vitest';
import { startInrush } from '../../support/built-cli.ts';

const patient = { timeout: 20_000, interval: 20 };

/** Starts `inrush target` as a user does; answers its URL, without a slash at its end. It is gone after the test. */
export async function startTargetProcess(): Promise<string> {
  const target = startInrush(['target', '--port', '0']);
  await expect.poll(() => target.stdout, patient).toMatch(/^listening on \S+\n/);
  return target.stdout.replace('listening on ', '').trim();
}
