import { ATTRIBUTES, ELEMENTS, isAllowedReference, isAllowedSheet, isAllowedValue } from './allowed.ts';

export const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;
const DEEPEST = 100;
/** Elements kept although their text could hold anything: it is written escaped, and never as markup. */
const TEXT_KEEPERS = new Set(['title', 'desc', 'text', 'tspan', 'textPath', 'style']);
/** Free text, which no reader loads anything from. */
const FREE_TEXT = new Set(['aria-label']);

/**
 * Writes a parsed drawing anew from what is allowed, so that nothing else can be in the result: a list of what
 * is good cannot forget anything. Gives back an empty text where the root is no drawing.
 */
export function writeSvg(root: Element): string {
  if (root.namespaceURI !== SVG_NAMESPACE || root.localName !== 'svg') return '';
  return writeElement(root, 0);
}

function writeElement(element: Element, depth: number): string {
  const name = element.localName;
  if (element.namespaceURI !== SVG_NAMESPACE || !ELEMENTS.has(name) || depth > DEEPEST) return '';
  const content = name === 'style' ? writeSheet(element) : writeContent(element, depth);
  const space = depth === 0 ? ` xmlns="${SVG_NAMESPACE}"` : '';
  return `<${name}${space}${writeAttributes(element)}>${content}</${name}>`;
}

function writeContent(element: Element, depth: number): string {
  let written = '';
  for (const node of element.childNodes) {
    if (node.nodeType === ELEMENT) written += writeElement(node as Element, depth + 1);
    else if (isText(node) && TEXT_KEEPERS.has(element.localName)) written += escaped(node.nodeValue ?? '');
  }
  return written;
}

function writeSheet(element: Element): string {
  const sheet = element.textContent;
  return isAllowedSheet(sheet) ? escaped(sheet) : '';
}

function writeAttributes(element: Element): string {
  let written = '';
  for (const { localName, namespaceURI, value } of element.attributes) {
    if (localName === 'href') {
      const reference = value.trim();
      if (isAllowedReference(element.localName, reference)) written += ` href="${escaped(reference)}"`;
    } else if (namespaceURI === null && ATTRIBUTES.has(localName)) {
      if (FREE_TEXT.has(localName) || isAllowedValue(value)) written += ` ${localName}="${escaped(value)}"`;
    }
  }
  return written;
}

function isText(node: Node): boolean {
  return node.nodeType === TEXT || node.nodeType === CDATA;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
