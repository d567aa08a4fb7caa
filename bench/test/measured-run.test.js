import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { compile } from '../measure/compile.js';
import { missingTools } from '../measure/machine.js';
import { measureRun } from '../measure/measured-run.js';
import { turns } from '../measure/rounds.js';

describe('the turns of a case', () => {
  it('give everybody one in each round, and each round another first', () => {
    const order = turns([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 4).map(
      ({ name, round }) => name + round,
    );
    assert.equal(order.join(' '), 'a0 b0 c0 b1 c1 a1 c2 a2 b2 a3 b3 c3');
  });

  it('are none without a tool', () => assert.deepEqual(turns([], 2), []));
});

describe('a measured run', { skip: missingTools().join() || false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-bench-test-'));
  const launcher = compile('measure/resource-usage.c', { folder, name: 'resource-usage' });
  after(() => rmSync(folder, { recursive: true }));

  it('has the tool’s numbers, and the processor time and memory of all its processes', async () => {
    const child = 'const b = Buffer.alloc(6e7, 1); for (const t = Date.now(); Date.now() - t < 300;);';
    const parent = `const b = Buffer.alloc(6e7, 1); const [node] = [process.execPath];
      require('node:child_process').execFileSync(node, ['-e', ${JSON.stringify(child)}]);
      console.log(1234);`;
    const run = await measured(parent);
    assert.equal(run.failure, null);
    assert.equal(run.perS, 1234);
    assert.ok(run.cpuS > 0.3, `${run.cpuS} s`);
    assert.ok(run.peakRssBytes > 1.5e8, `${run.peakRssBytes} bytes`);
    assert.ok(run.wallS >= 0.3);
    assert.equal(run.commandLine, 'fake http://127.0.0.1:PORT/ a.txt -x=b.txt');
  });

  it('fails with what the tool said', async () => {
    const run = await measured(`console.error('no such flag'); process.exitCode = 3;`);
    assert.equal(run.failure, 'exit 3: no such flag');
    assert.equal(run.perS, undefined);
  });

  it('fails when the tool is killed, does not exist or prints what nobody can read', async () => {
    assert.match((await measured(`process.kill(process.pid, 'SIGSEGV');`)).failure, /^exit 139/);
    assert.match((await measured('', { command: ['/nowhere/tool'] })).failure, /^exit 127: .*nowhere/);
    assert.equal((await measured(`console.log('hello');`)).failure, 'no number');
  });

  it('fails when errors were counted or nothing was answered', async () => {
    assert.equal(
      (await measured('console.log(5)', { errors: ['2 timeouts', '1 reset'] })).failure,
      '2 timeouts; 1 reset',
    );
    assert.equal((await measured('console.log(0)')).failure, 'nothing was answered');
  });

  it('is ended with all its processes when its time is up', async () => {
    const parent = `const node = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'],
      { stdio: 'inherit' }); setInterval(() => {}, 1000);`;
    const startedAt = performance.now();
    const run = await measured(parent, { limitMs: 500 });
    assert.equal(run.failure, 'did not end within 0.5 s');
    assert.ok(performance.now() - startedAt < 5000);
  });

  async function measured(
    script,
    { command = [process.execPath, '-e', script], errors = [], limitMs = 20_000 } = {},
  ) {
    const generator = {
      name: 'fake',
      invoke: ({ url }) => ({ args: [url, join(folder, 'run', 'a.txt'), '-x=/some/where/b.txt'] }),
      read: ({ stdout }) => {
        if (!/^\d+\n$/.test(stdout)) throw new Error('no number');
        return { perS: Number(stdout), requests: Number(stdout), p50Us: 1, p99Us: 1, errors };
      },
    };
    const run = { url: 'http://127.0.0.1:5/', folder: join(folder, 'run'), seconds: 1, limitMs };
    return measureRun({ generator, command, run, serverPid: process.pid, launcher });
  }
});
