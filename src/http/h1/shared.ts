import type { Clock } from '../../base/clock.ts';
import type { HttpSettings } from '../settings.ts';
import type { TimingWheel } from '../timing-wheel.ts';
import type { HeadMemos } from './head-memos.ts';
import type { SocketOpener } from './socket-opener.ts';

/** What the connections of one engine share. */
export type Shared = {
  readonly settings: HttpSettings;
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  /** One for all connections: a read is parsed to its end before the next one starts. */
  readonly readBuffer: Buffer;
  readonly headMemos: HeadMemos;
  readonly opener: SocketOpener;
};
