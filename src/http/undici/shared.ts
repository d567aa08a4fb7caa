import type { Clock } from '../../base/clock.ts';
import type { HttpSettings } from '../settings.ts';
import type { SourceAddress } from '../source-address.ts';
import type { TimingWheel } from '../timing-wheel.ts';
import type { Route } from './route.ts';
import type { WireRequests } from './wire-requests.ts';

/** What the connections of one engine share. */
export type Shared = {
  readonly settings: HttpSettings;
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  readonly route: Route;
  readonly source: SourceAddress;
  readonly wireRequests: WireRequests;
};
