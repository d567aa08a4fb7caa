import type { Result, ServerEnd } from '../summary/result.ts';
import { serverFindings } from '../summary/server-finding.ts';
import { code, prose } from './markdown-text.ts';
import { endText, lastLines, serverParts } from './server-lines.ts';

/** The server under test, a list; nothing without one. */
export function serverMarkdown(result: Result): string[] {
  const { server } = result;
  if (server === null) return [];
  const findings = serverFindings(result).map(({ sentence, hint }) =>
    hint === null ? `- **${prose(sentence)}**` : `- **${prose(sentence)}** → ${prose(hint)}`,
  );
  const notes = [...endMarkdown(server.ended), ...(findings.length === 0 ? [] : ['', ...findings])];
  return [`Server ${code(server.command)}: ${serverParts(server).map(prose).join(' · ')}`, ...notes];
}

/** How it ended by itself, and the last that it wrote; nothing of one that lived. */
export function endMarkdown(ended: ServerEnd | null): string[] {
  const text = endText(ended);
  if (text === null) return [];
  const lines = lastLines(ended).map((line) => `  - ${code(line)}`);
  return ['', `- **${prose(text)}**`, ...lines];
}
