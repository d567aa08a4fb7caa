import * as net from 'node:net';
import * as tls from 'node:tls';
import type { HttpSettings } from '../settings.ts';
import { SourceAddress } from '../source-address.ts';
import { tlsOptions } from '../tls-options.ts';

/** Called when that many bytes lie at the start of the read buffer; returning false would pause the socket. */
export type OnRead = (bytesRead: number) => boolean;

/** Opens sockets to the endpoint of one plan; what every socket shares is made once. */
export class SocketOpener {
  readonly isTls: boolean;
  readonly #tcp: net.NetConnectOpts;
  readonly #source: SourceAddress;
  readonly #tls: tls.ConnectionOptions | null;

  constructor(settings: HttpSettings) {
    const { endpoint } = settings;
    this.isTls = settings.tls !== null;
    this.#source = new SourceAddress(settings);
    this.#tcp =
      endpoint.kind === 'unix'
        ? { path: endpoint.path }
        : {
            host: endpoint.address,
            port: endpoint.port,
            noDelay: true,
            autoSelectFamily: false,
          };
    this.#tls = tlsOptions(settings);
  }

  /** A socket that is connecting; reads arrive at `onRead` in `buffer`, never as `data` events. */
  open(buffer: Buffer, onRead: OnRead): net.Socket {
    const onread = { buffer, callback: onRead };
    const local = this.#source.next();
    if (this.#tls === null) return net.connect({ ...this.#tcp, ...local, onread });
    const options: tls.ConnectionOptions & { onread: typeof onread } = {
      ...this.#tcp,
      ...local,
      ...this.#tls,
      onread,
    };
    return tls.connect(options);
  }
}
