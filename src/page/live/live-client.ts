import type { PageUpdate } from '../../report/html/page.ts';

/** `lost`: it tries again by itself. `gone`: it has given up. */
export type LiveState = 'connecting' | 'open' | 'lost' | 'gone' | 'ended';

export type LiveListener = {
  readonly onUpdate: (update: PageUpdate) => void;
  readonly onState: (state: LiveState) => void;
};

/** A server that doesn't answer so many attempts has ended. The browser waits some seconds between them. */
const maxAttempts = 5;

/** Follows what happens to a page until its end. */
export function followPage(address: string, { onUpdate, onState }: LiveListener): void {
  const source = new EventSource(address);
  let attempts = 0;
  source.addEventListener('open', () => {
    attempts = 0;
    onState('open');
  });
  source.addEventListener('error', () => {
    attempts++;
    if (attempts >= maxAttempts) source.close();
    onState(source.readyState === EventSource.CLOSED ? 'gone' : 'lost');
  });
  source.addEventListener('update', ({ data }) => onUpdate(parse(data)));
  source.addEventListener('end', ({ data }) => {
    source.close();
    onUpdate(parse(data));
    onState('ended');
  });
}

function parse(data: unknown): PageUpdate {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it comes from the program that made this page
  return JSON.parse(String(data)) as PageUpdate;
}
