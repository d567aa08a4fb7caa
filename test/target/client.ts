import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** One request; on its own connection unless an agent keeps one. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; agent?: Agent } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body = '', agent = new Agent() } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Sends bytes on a new connection and takes all that comes back, until either kind of end. */
export function talk(port: number, text: string): Promise<{ received: string; ending: 'fin' | 'reset' }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (received += chunk));
    socket.on('end', () => resolve({ received, ending: 'fin' }));
    socket.on('error', (error) => {
      if ('code' in error && error.code === 'ECONNRESET') resolve({ received, ending: 'reset' });
      else reject(error);
    });
    socket.write(text);
  });
}

/** A request as bytes; the last one asks the server to close, so that `talk` comes to an end. */
export function requestBytes(path: string, options: { method?: string; close?: boolean } = {}): string {
  const { method = 'GET', close = false } = options;
  return `${method} ${path} HTTP/1.1\r\nHost: target\r\n${close ? 'Connection: close\r\n' : ''}\r\n`;
}

/** What follows the head of the only answer in the text. */
export function bodyOf(received: string): string {
  return received.slice(received.indexOf('\r\n\r\n') + 4);
}

/** A field of a JSON text, which has to be a text itself. */
export function textFieldOf(json: string, name: string): string {
  const value: unknown = JSON.parse(json);
  const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof field !== 'string') throw new Error(`no text "${name}" in ${json}`);
  return field;
}
