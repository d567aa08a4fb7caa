import { describe, expect, it } from 'vitest';
import { linuxLimits, macLimits, noLimits } from '../../src/machine/limits.ts';

const limits = [
  'Limit                     Soft Limit           Hard Limit           Units     ',
  'Max processes             96365                96365                processes ',
  'Max open files            1024                 524288               files     ',
].join('\n');

describe('the limits of Linux', () => {
  it('are read from its files', () => {
    const files: Record<string, string> = {
      '/proc/self/limits': limits,
      '/proc/sys/fs/file-nr': '1504\t0\t2000000\n',
      '/proc/sys/net/ipv4/ip_local_port_range': '32768\t60999\n',
      '/proc/sys/net/ipv4/tcp_tw_reuse': '2\n',
      '/proc/sys/net/core/somaxconn': '4096\n',
      '/proc/sys/net/ipv4/tcp_max_syn_backlog': '2048\n',
    };
    expect(linuxLimits((path) => files[path] ?? null)).toEqual({
      descriptors: { soft: 1024, hard: 524_288, free: 1_998_496 },
      ports: { ephemeral: 28_232, timeWaitReuse: 2, timeWaitMs: 60_000 },
      backlog: { accept: 4096, syn: 2048 },
    });
  });

  it.each([
    ['absent', () => null],
    ['empty', () => ''],
    ['of another form', () => 'max open files: many\n'],
  ])('are unknown where the files are %s', (_name, readText) => {
    expect(linuxLimits(readText)).toEqual({
      ...noLimits,
      ports: { ...noLimits.ports, timeWaitMs: 60_000 },
    });
  });

  it.each([
    ['unlimited', 'unlimited', null, null],
    ['4096', 'unlimited', 4096, null],
  ])('of %s and %s descriptors are %s and %s', (soft, hard, softFiles, hardFiles) => {
    const text = `Max open files            ${soft}            ${hard}            files`;
    const { descriptors } = linuxLimits((path) => (path === '/proc/self/limits' ? text : null));
    expect(descriptors).toMatchObject({ soft: softFiles, hard: hardFiles });
  });
});

describe('the limits of macOS', () => {
  it('are read from what sysctl prints', () => {
    const printed = [
      'kern.maxfilesperproc: 61440',
      'kern.maxfiles: 122880',
      'kern.num_files: 6031',
      'kern.ipc.somaxconn: 128',
      'net.inet.ip.portrange.first: 49152',
      'net.inet.ip.portrange.last: 65535',
      'net.inet.tcp.msl: 15000',
    ].join('\n');
    expect(macLimits(printed)).toEqual({
      descriptors: { soft: 61_440, hard: 61_440, free: 116_849 },
      ports: { ephemeral: 16_384, timeWaitReuse: null, timeWaitMs: 30_000 },
      backlog: { accept: 128, syn: null },
    });
  });

  it('are unknown where it prints nothing, or not all', () => {
    expect(macLimits('')).toEqual(noLimits);
    expect(macLimits('kern.ipc.somaxconn: 256\n').backlog.accept).toBe(256);
  });
});
