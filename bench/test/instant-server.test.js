import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { missingTools } from '../measure/machine.js';
import { startInstant } from '../servers/instant.js';

const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

describe('the instant server', { skip: missingTools().join() || false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-bench-test-'));
  let server;
  before(async () => {
    server = await startInstant(folder, { tls: false });
  });
  after(() => {
    server.stop();
    rmSync(folder, { recursive: true });
  });

  it('answers each of several requests', async () => assert.equal(await answersTo(get + get + get), 3));

  it('answers a request that comes in pieces', async () => {
    assert.equal(await answersTo(...get.split(/(?=[\r\n])/)), 1);
  });

  it('answers when the body is over, whatever is in it', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: a\r\ncontent-length: 12\r\n\r\n';
    assert.equal(await answersTo(`${head}a\r\n\r\nb\r\n\r\nc`), 0);
    assert.equal(await answersTo(`${head}a\r\n\r\nb\r\n\r\nc`, 'd', get), 2);
    assert.equal(await answersTo(`${head}a\r\n\r\nb\r\n\r\ncd${get}${head}`), 2);
  });

  /** It closes when we do, and by then it has answered everything. */
  async function answersTo(...pieces) {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1').setNoDelay();
    const write = promisify(socket.write.bind(socket));
    for (const piece of pieces) await write(piece);
    socket.end();
    return (await text(socket)).split('HTTP/1.1 200 OK').length - 1;
  }
});
