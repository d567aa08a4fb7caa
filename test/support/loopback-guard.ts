// A set-up file of every suite: from here on, no socket of a test process opens to another machine.
import { BlockList, isIP, Socket, type LookupFunction } from 'node:net';

/** The part of `net.connect`'s options that says where to. */
export type Destination = {
  readonly path?: string | null | undefined;
  readonly host?: string | null | undefined;
  readonly lookup?: LookupFunction | undefined;
};

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

// Once for each process, however many suites it runs.
const isInstalled = Symbol.for('inrush.loopback-guard');
if (!Reflect.has(Socket.prototype, isInstalled)) installGuard();

/**
 * The same options, or an error thrown when they lead elsewhere. A name other than `localhost` must bring its own
 * `lookup`: then no name server is asked, and the addresses that come back are checked.
 */
export function guardDestination<T extends Destination>(options: T): T {
  if (isGiven(options.path)) return options;
  const host = isGiven(options.host) ? options.host : 'localhost';
  if (options.lookup !== undefined && isIP(host) === 0) {
    return { ...options, lookup: guardLookup(host, options.lookup) };
  }
  if (!isLoopback(host)) throw refusal(host);
  return options;
}

function installGuard(): void {
  Reflect.set(Socket.prototype, isInstalled, true);
  // oxlint-disable-next-line typescript/unbound-method -- applied to its socket below
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function guardedConnect(this: Socket, ...args: unknown[]): Socket {
    const [options, ...rest] = splitArguments(args);
    Reflect.apply(connect, this, [guardDestination(options), ...rest]);
    return this;
  };
}

/** All the ways to call `connect`, as `(options, callback)`; `net.connect` hands them over as one array. */
function splitArguments(args: readonly unknown[]): [Destination, ...unknown[]] {
  const [first, ...rest] = args;
  if (Array.isArray(first)) return splitArguments(first.filter((part) => part !== null));
  if (typeof first === 'object' && first !== null) return [first, ...rest];
  if (typeof first === 'string' && Number.isNaN(Number(first))) return [{ path: first }, ...rest];
  const host = typeof rest[0] === 'string' ? rest.shift() : undefined;
  return [{ port: first, ...(typeof host === 'string' && { host }) } as Destination, ...rest];
}

function guardLookup(name: string, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map((each) => each.address);
      const elsewhere = addresses.find((address) => !isLoopback(address));
      if (elsewhere === undefined) callback(error, found, family);
      else callback(refusal(`${elsewhere}, the address of ${name}`), []);
    });
  };
}

function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase() === 'localhost';
  return loopback.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

function isGiven(text: string | null | undefined): text is string {
  return text !== undefined && text !== null && text !== '';
}

function refusal(host: string): Error {
  return new Error(`tests connect to loopback only, never to ${host} (test/support/loopback-guard.ts)`);
}
