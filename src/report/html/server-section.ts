import type { Result, ServerEnd } from '../../summary/result.ts';
import { serverFindings } from '../../summary/server-finding.ts';
import { endText, lastLines, serverParts } from '../server-lines.ts';
import type { Notice } from './page.ts';
import type { SectionDraft } from './page-sections.ts';

/** The server under test: what it took, what that says, and how it ended by itself; nothing without one. */
export function serverSection(result: Result): SectionDraft {
  const { server } = result;
  if (server === null) return { id: 'server', title: 'Server', parts: [] };
  const findings = serverFindings(result).map(({ sentence, hint }): Notice => ({
    kind: 'notice',
    tone: 'warn',
    title: sentence,
    lines: hint === null ? [] : [hint],
  }));
  const items = [
    { label: 'command', text: server.command },
    { label: 'took', text: serverParts(server).join(' · ') },
  ];
  return {
    id: 'server',
    title: 'Server',
    parts: [...endNotice(server.ended), ...findings, { kind: 'facts', items }],
  };
}

/** That a server ended by itself, with the last that it wrote; nothing of one that lived. */
export function endNotice(ended: ServerEnd | null): Notice[] {
  const title = endText(ended);
  return title === null ? [] : [{ kind: 'notice', tone: 'bad', title, lines: lastLines(ended) }];
}
