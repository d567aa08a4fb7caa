import type { ReadText } from './read-text.ts';

/** What limits connections on this machine. */
export type Limits = {
  readonly descriptors: Descriptors;
  readonly ports: Ports;
  readonly backlog: Backlog;
};

export type Descriptors = {
  /** What a process of inrush may open: Node raises the soft limit to the hard one. */
  readonly soft: number | null;
  readonly hard: number | null;
  /** Still free on the whole machine. */
  readonly free: number | null;
};

export type Ports = {
  /** For connections from one source address to one destination. */
  readonly ephemeral: number | null;
  /** Linux `tcp_tw_reuse`: 0 never, 1 always, 2 on loopback only. */
  readonly timeWaitReuse: number | null;
  /** How long a closed connection keeps its port. */
  readonly timeWaitMs: number | null;
};

/** How many connections may wait for a server on this machine to accept them, and how many be half open. */
export type Backlog = { readonly accept: number | null; readonly syn: number | null };

/** Linux compiles it in. */
const linuxTimeWaitMs = 60_000;

/** From the files under /proc. */
export function linuxLimits(readText: ReadText): Limits {
  const setting = (name: string): number[] => numbersIn(readText(`/proc/sys/${name}`) ?? '');
  const [first, last] = setting('net/ipv4/ip_local_port_range');
  const [used, , max] = setting('fs/file-nr');
  const [accept = null] = setting('net/core/somaxconn');
  const [syn = null] = setting('net/ipv4/tcp_max_syn_backlog');
  const [timeWaitReuse = null] = setting('net/ipv4/tcp_tw_reuse');
  return {
    descriptors: {
      ...parseOpenFiles(readText('/proc/self/limits') ?? ''),
      free: used === undefined || max === undefined ? null : max - used,
    },
    ports: { ephemeral: portCount(first, last), timeWaitReuse, timeWaitMs: linuxTimeWaitMs },
    backlog: { accept, syn },
  };
}

/** What to ask `sysctl` of macOS for. */
export const macSettings = [
  'kern.maxfilesperproc',
  'kern.maxfiles',
  'kern.num_files',
  'kern.ipc.somaxconn',
  'net.inet.ip.portrange.first',
  'net.inet.ip.portrange.last',
  'net.inet.tcp.msl',
] as const;

/** From the lines `name: value` that `sysctl` of macOS prints. */
export function macLimits(sysctl: string): Limits {
  const setting = (name: (typeof macSettings)[number]): number | undefined => {
    const line = sysctl.split('\n').find((each) => each.startsWith(`${name}:`));
    return numbersIn(line?.slice(name.length + 1) ?? '')[0];
  };
  const perProcess = setting('kern.maxfilesperproc') ?? null;
  const [used, max] = [setting('kern.num_files'), setting('kern.maxfiles')];
  // RFC 9293: a connection waits for twice the maximum segment lifetime.
  const lifetimeMs = setting('net.inet.tcp.msl');
  return {
    descriptors: {
      soft: perProcess,
      hard: perProcess,
      free: used === undefined || max === undefined ? null : max - used,
    },
    ports: {
      ephemeral: portCount(setting('net.inet.ip.portrange.first'), setting('net.inet.ip.portrange.last')),
      timeWaitReuse: null,
      timeWaitMs: lifetimeMs === undefined ? null : 2 * lifetimeMs,
    },
    backlog: { accept: setting('kern.ipc.somaxconn') ?? null, syn: null },
  };
}

/** Of a system that says nothing. */
export const noLimits: Limits = {
  descriptors: { soft: null, hard: null, free: null },
  ports: { ephemeral: null, timeWaitReuse: null, timeWaitMs: null },
  backlog: { accept: null, syn: null },
};

/** The line `Max open files  1024  524288  files`; unlimited is null. */
function parseOpenFiles(limits: string): { soft: number | null; hard: number | null } {
  const [, soft = '', hard = ''] = /^Max open files\s+(\S+)\s+(\S+)/m.exec(limits) ?? [];
  const [softFiles = null] = numbersIn(soft);
  const [hardFiles = null] = numbersIn(hard);
  return { soft: softFiles, hard: hardFiles };
}

function portCount(first: number | undefined, last: number | undefined): number | null {
  return first === undefined || last === undefined || last < first ? null : last - first + 1;
}

/** Whole numbers between white space; whatever else there is makes none. */
function numbersIn(text: string): number[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.every((word) => /^\d+$/.test(word)) ? words.map(Number) : [];
}
