import type { JSX } from 'preact';
import type { Page } from '../report/html/page.ts';
import { ConnectionState } from './live/connection-state.tsx';
import type { LiveState } from './live/live-client.ts';
import { localAddress } from './table/local-address.ts';
import { StopButton } from './live/stop-button.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { ToneIcon } from './tone-icon.tsx';

export type PageHeaderProps = {
  readonly page: Page;
  readonly liveState: LiveState;
  readonly onSave: () => void;
};

/** What the page is of, in which state, and what can be done with it. */
export function PageHeader({ page, liveState, onSave }: PageHeaderProps): JSX.Element {
  const { heading, lead, status, live, back } = page;
  const stop = liveState === 'ended' ? null : (live?.stop ?? null);
  return (
    <header class="top">
      {back !== undefined && (
        <p class="back">
          <a href={localAddress(back.href) ?? ''}>← {back.label}</a>
        </p>
      )}
      <div class="title">
        <h1>{heading}</h1>
        <p class={`status tone-${status.tone}`}>
          <ToneIcon tone={status.tone} />
          {status.label}
        </p>
      </div>
      {lead.length > 0 && (
        <ul class="lead">
          {lead.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <div class="tools">
        {live !== null && <ConnectionState state={liveState} />}
        {stop !== null && <StopButton address={stop} />}
        <button type="button" class="button" onClick={onSave}>
          Save this page
        </button>
        <ThemeSwitch />
      </div>
    </header>
  );
}
