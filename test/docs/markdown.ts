/** What the tests read of a page. */
export type Page = {
  readonly path: string;
  readonly text: string;
  /** Inline code, without its marks. */
  readonly spans: readonly string[];
  /** Lines of fenced blocks, lines that end with a backslash joined. */
  readonly codeLines: readonly string[];
  readonly links: readonly string[];
  /** What `#…` in a link may name. */
  readonly anchors: readonly string[];
};

const fence = /^```.*\n([^]*?)^```$/gm;

export function readPage(path: string, text: string): Page {
  const prose = text.replaceAll(fence, '');
  return {
    path,
    text,
    spans: captures(prose, /`([^`\n]+)`/g),
    codeLines: captures(text, fence).flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n')),
    links: captures(prose, /\]\(([^)\s]+)\)/g),
    anchors: captures(prose, /^#+ (.+)$/gm).map(anchorOf),
  };
}

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function captures(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, captured = '']) => captured);
}
