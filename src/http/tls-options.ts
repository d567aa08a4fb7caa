import * as tls from 'node:tls';
import { bareHost } from '../base/bare-host.ts';
import type { HttpSettings } from './settings.ts';

/** For a TLS socket to the target of a plan, wherever it connects to; null for a plain target. */
export function tlsOptions({ tls: settings, origin }: HttpSettings): tls.ConnectionOptions | null {
  if (settings === null) return null;
  const { serverName, ca, cert, key, verify } = settings;
  const name = bareHost(new URL(origin).hostname);
  return {
    secureContext: tls.createSecureContext({
      ...(ca === null ? {} : { ca }),
      ...(cert === null ? {} : { cert }),
      ...(key === null ? {} : { key }),
    }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: verify,
    servername: serverName,
    // Without an SNI name Node would check against the address that the socket went to.
    checkServerIdentity: (_host, certificate) => tls.checkServerIdentity(name, certificate),
  };
}
