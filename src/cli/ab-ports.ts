import { createServer } from 'node:net';
import type { ServerCommand } from '../scenario/server-command.ts';

const placeholder = '{port}';

export function hasPort(text: string): boolean {
  return text.includes(placeholder);
}

export function withPort(text: string, port: number): string {
  return text.replaceAll(placeholder, String(port));
}

/** The command, told its port: in its words, and as `PORT` in its environment. */
export function servedAt(server: ServerCommand, port: number): ServerCommand {
  const { command } = server;
  const told =
    command.kind === 'shell'
      ? { kind: 'shell' as const, line: withPort(command.line, port) }
      : { kind: 'words' as const, words: command.words.map((word) => withPort(word, port)) };
  return { ...server, command: told, env: { ...server.env, PORT: String(port) } };
}

/** As many different ports that were free a moment ago. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  for (const server of servers) server.close();
  return ports;
}

async function listenAnywhere(): Promise<ReturnType<typeof createServer>> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
