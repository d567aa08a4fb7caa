import { fileURLToPath } from 'node:url';

const folder = new URL('../../test/support/tls/', import.meta.url);

/** Signed by itself, for localhost and 127.0.0.1. */
export const certificate = { file: path('cert.pem'), key: path('key.pem') };

function path(name) {
  return fileURLToPath(new URL(name, folder));
}
