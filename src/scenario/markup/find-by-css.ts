import { compile, selectAll, selectOne } from 'css-select';
import { DomHandler, DomUtils, Parser } from 'htmlparser2';
import { describeCause, type Problem } from '../../base/errors.ts';

type Node = DomHandler['root']['children'][number];
type Element = Extract<Node, { attribs: unknown }>;

/** The parser's time grows with the square of it: 100,000 levels would take seconds. */
const deepest = 1000;

/** Texts in the order of the document, of the first element alone or of all; none when nothing is found. */
export type FindInMarkup = (text: string, all: boolean) => readonly string[];

/**
 * What a CSS selector finds in HTML: the text of elements, or an attribute of theirs. Throws when it is none; what it
 * answers throws a `RangeError` where the HTML is nested too deep.
 */
export function compileCss(selector: string, attribute: string | null): FindInMarkup {
  const query = compile<Node, Element>(selector);
  const valueOf = (element: Element): string | undefined =>
    attribute === null ? DomUtils.textContent(element).trim() : element.attribs[attribute];
  return (text, all) => {
    const root = readHtml(text);
    const first = all ? null : selectOne<Node, Element>(query, root);
    const elements = all ? selectAll<Node, Element>(query, root) : first === null ? [] : [first];
    return elements.map(valueOf).filter((value) => value !== undefined);
  };
}

export function cssProblem(selector: string): Problem | null {
  if (selector.trim() === '') return { message: 'a CSS selector is missing' };
  try {
    compile(selector);
    return null;
  } catch (error) {
    const reason = describeCause(error).replace(/, found $/, '');
    return { message: `"${selector}" is not a CSS selector: ${reason}` };
  }
}

function readHtml(text: string): DomHandler['root'] {
  const handler = new DomHandler();
  let depth = 0;
  const parser = new Parser({
    onparserinit: (each) => handler.onparserinit(each),
    onopentag: (name, attributes) => {
      if (++depth > deepest) throw new RangeError(`HTML nested over ${deepest} levels deep`);
      handler.onopentag(name, attributes);
    },
    onclosetag: () => {
      depth--;
      handler.onclosetag();
    },
    ontext: (data) => handler.ontext(data),
  });
  parser.end(text);
  return handler.root;
}
