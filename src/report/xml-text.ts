import { printable } from '../base/fit.ts';

/** A whole document around its root. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** An element with its attributes and, each on lines of its own, the elements in it. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  if (children.length === 0) return `<${name}${attributeText(attributes)}/>`;
  const inner = children.map((child) => `\n${indented(child)}`).join('');
  return `<${name}${attributeText(attributes)}>${inner}\n</${name}>`;
}

/** An element that holds lines of text from anywhere. */
export function textElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  lines: readonly string[],
): string {
  const text = lines.map(xmlText).join('&#10;');
  return `<${name}${attributeText(attributes)}>${text}</${name}>`;
}

function attributeText(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
}

/** Of what XML 1.0 can't hold, not even escaped (production 2), nothing is printable. */
function xmlText(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
