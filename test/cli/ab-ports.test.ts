import { expect, it } from 'vitest';
import { freePorts, servedAt } from '../../src/cli/ab-ports.ts';
import { planAbSide, sharedPlaceProblems } from '../../src/cli/plan-ab-side.ts';
import { readAbLine } from '../../src/cli/ab-line.ts';
import { serverOfLine, serverOfWords } from '../../src/scenario/server-command.ts';
import { roomyMachine } from '../support/plan-for.ts';

it('a server is told its port in words, line and environment', () => {
  const words = servedAt(serverOfWords(['node', 'server.js', '--at', '127.0.0.1:{port}']), 4000);
  expect(words.command).toEqual({ kind: 'words', words: ['node', 'server.js', '--at', '127.0.0.1:4000'] });
  expect(words.env).toEqual({ PORT: '4000' });
  expect(servedAt(serverOfLine('serve {port} {port}'), 4000).command).toEqual({
    kind: 'shell',
    line: 'serve 4000 4000',
  });
});

it('ports are different', async () => {
  const ports = await freePorts(3);
  expect(new Set(ports).size).toBe(3);
  expect(Math.min(...ports)).toBeGreaterThan(0);
});

it('a side that inrush serves is asked at its own port, unless its URL names one', async () => {
  const free = await side('A', null);
  expect(free.planning).toMatchObject({ ok: true, plan: { targets: [{ origin: 'http://127.0.0.1:4001' }] } });
  expect(free.server?.env).toEqual({ PORT: '4001' });
  const named = await side('B', 'http://127.0.0.1:3000/x');
  expect(named.planning).toMatchObject({
    ok: true,
    plan: { targets: [{ origin: 'http://127.0.0.1:3000' }] },
  });
  expect(named.server?.env).toEqual({ PORT: '3000' });
  expect(named.label).toBe('node s.js');
  expect(sharedPlaceProblems(free, named)).toEqual([]);
  expect(sharedPlaceProblems(named, named)).toMatchObject([
    { message: 'both servers would have to listen at http://127.0.0.1:3000' },
  ]);
});

async function side(name: 'A' | 'B', url: string | null): ReturnType<typeof planAbSide> {
  const server = serverOfLine('node s.js');
  return planAbSide(readAbLine([]), { name, url, ref: null, server, port: 4001 }, [], roomyMachine);
}
