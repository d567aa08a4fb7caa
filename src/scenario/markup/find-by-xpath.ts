import { DOMParser, type Document } from '@xmldom/xmldom';
import fontoxpath from 'fontoxpath';
import { describeCause, type Problem } from '../../base/errors.ts';
import type { FindInMarkup } from './find-by-css.ts';

const { evaluateXPathToStrings } = fontoxpath;

/** Axes go up and down all levels: 100,000 of them would take half a minute. */
const deepest = 1000;

/**
 * What an XPath finds in XML, as text. Prefixes are those of the root element, and names without one are in its
 * namespace. Throws a `SyntaxError` when the text is no XML or nested too deep, or a value isn't what a function needs.
 */
export function compileXPath(path: string): FindInMarkup {
  return (text, all) => {
    const document = readXml(text);
    try {
      const found = evaluate(path, document);
      return all ? found : found.slice(0, 1);
    } catch (cause) {
      throw new SyntaxError(describeCause(cause).replaceAll(/\s+/g, ' '), { cause });
    }
  };
}

export function xpathProblem(path: string): Problem | null {
  try {
    evaluate(path, readXml('<a/>'));
    return null;
  } catch (error) {
    const cause = describeCause(error);
    // Prefixes are known only when there is a document.
    if (cause.startsWith('XPST0081')) return null;
    const reason = /X\w{3}\d{4}: (.*)/.exec(cause)?.[1] ?? cause;
    return { message: `"${path}" is not an XPath: ${reason}` };
  }
}

function evaluate(path: string, document: Document): readonly string[] {
  const root = document.documentElement;
  const namespaceResolver = (prefix: string): string | null => root?.lookupNamespaceURI(prefix) ?? null;
  return evaluateXPathToStrings(path, document, null, null, { namespaceResolver });
}

function readXml(text: string): Document {
  if (isDeep(text)) throw new SyntaxError(`XML nested over ${deepest} levels deep`);
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') throw new SyntaxError(message);
  };
  try {
    return new DOMParser({ onError }).parseFromString(text, 'text/xml');
  } catch (cause) {
    throw new SyntaxError(`no XML: ${describeCause(cause)}`, { cause });
  }
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [tag] of text.matchAll(/<\/|<[^!?/]|\/>/g)) {
    depth += tag === '</' || tag === '/>' ? -1 : 1;
    if (depth > deepest) return true;
  }
  return false;
}
