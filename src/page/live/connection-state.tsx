import type { JSX } from 'preact';
import type { LiveState } from './live-client.ts';

const texts: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting …',
  open: 'Live',
  lost: 'Connection lost, trying again …',
  gone: 'No connection: what is shown is the last that came',
  ended: 'Ended',
};

/** Whether what is shown is up to date. */
export function ConnectionState({ state }: { readonly state: LiveState }): JSX.Element {
  return (
    <p class={`connection is-${state}`} role="status">
      {texts[state]}
    </p>
  );
}
