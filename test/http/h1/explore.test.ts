import { it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { brokenCases, cutCases } from './broken-cases.ts';
import { readWithNode } from './node-client.ts';
import { readResponse } from './read-response.ts';
import { wholeCases } from './response-cases.ts';
it('explores', async () => {
  const rows = [];
  for (const c of [...wholeCases, ...brokenCases.map(b=>({...b,text:b.text+b.rest})), ...cutCases.map(([what,text])=>({what,text}))]) {
    const isHead = 'isHead' in c && c.isHead;
    const ours = readResponse(c.text, {isHead});
    console.log(c.what);
    const theirs = await Promise.race([readWithNode(c.text, isHead), new Promise(r=>setTimeout(r,300,{kind:'hang'}))]) as any;
    const same = ours.kind === theirs.kind && (ours.kind !== 'done' || (theirs.kind==='done' && ours.status===theirs.status && ours.body===theirs.body && ours.keepAlive===theirs.keepAlive));
    if (!same) rows.push(JSON.stringify([c.what, ours, theirs]));
  }
  writeFileSync('/tmp/explore.txt', rows.join('\n')+'\n');
}, 60000);
