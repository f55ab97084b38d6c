import { isUtf8 } from 'node:buffer';
import { xmldom } from './libraries.ts';
import type { XmlElement } from './xml-element.ts';
import { XmlError } from './xml-error.ts';

const MOST_CHARACTERS = 512 * 1024;
const DEEPEST = 40;
const PROLOG = /^\uFEFF?<\?xml\s[^?<>]{1,100}\?>/;
const OTHER_ENCODING = /encoding\s*=\s*["'](?!utf-8["'])/i;
const FOREIGN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/;

/** `allowComments`: in documents of which every element is read by its own text, never one across a comment. */
export interface XmlRules {
  readonly allowComments?: boolean;
  readonly largest?: number;
}

/**
 * The text of an XML document without anything two parsers have been seen to read in two ways: no document type,
 * no entities, no processing instructions, no CDATA and no comments. In well-formed XML `<!` and `<?` are always
 * markup, so the text alone tells, before any parser has seen it.
 * @throws XmlError
 */
export function plainXml(
  source: Uint8Array | string,
  { allowComments = false, largest = MOST_CHARACTERS }: XmlRules = {},
): string {
  if (source.length > largest) throw new XmlError('too-large');
  if (typeof source !== 'string' && !isUtf8(source)) throw new XmlError('not-utf8');
  const text = typeof source === 'string' ? source : Buffer.from(source).toString('utf8');
  const prolog = PROLOG.exec(text)?.[0] ?? '';
  if (OTHER_ENCODING.test(prolog)) throw new XmlError('not-utf8');
  const body = text.slice(prolog.length);
  const markup = (allowComments ? body.replace(/<!--(?:(?!--).)*-->/gs, '') : body).trim();
  if (/<[!?]/.test(markup) || FOREIGN_ENTITY.test(markup) || /\p{Cs}|[\0\uFFFE\uFFFF]/u.test(markup)) {
    throw new XmlError('forbidden-markup');
  }
  return markup;
}

/**
 * Parses what `plainXml` has let through, with namespaces, and gives the document.
 * @throws XmlError for what is not well-formed, nested too deep, or names two elements alike.
 */
export function parseDocument(plain: string): Document {
  const refuse = (): never => {
    throw new XmlError('malformed');
  };
  const parser = new (xmldom().DOMParser)({
    errorHandler: { warning: refuse, error: refuse, fatalError: refuse },
  });
  const document = parseOrRefuse(parser, plain);
  if (document.documentElement === null || document.childNodes.length !== 1) refuse();
  assertSound(document.documentElement, 0, new Set());
  return document;
}

/** The root of a document from outside, read-only. @throws XmlError */
export function readXml(source: Uint8Array | string, rules?: XmlRules): XmlElement {
  return elementOf(parseDocument(plainXml(source, rules)).documentElement);
}

function parseOrRefuse(
  parser: { parseFromString(text: string, type: string): Document },
  plain: string,
): Document {
  try {
    return parser.parseFromString(plain, 'text/xml');
  } catch {
    throw new XmlError('malformed');
  }
}

const ID_NAMES: ReadonlySet<string> = new Set(['id']);

// What names an element is its ID, whatever its spelling: a signature must not point to either of two.
function assertSound(element: Element, depth: number, ids: Set<string>): void {
  if (depth > DEEPEST) throw new XmlError('too-deep');
  for (const attribute of Array.from(element.attributes)) {
    if (!ID_NAMES.has((attribute.localName ?? attribute.name).toLowerCase())) continue;
    if (ids.has(attribute.value)) throw new XmlError('duplicate-id');
    ids.add(attribute.value);
  }
  for (const child of childElements(element)) assertSound(child, depth + 1, ids);
}

const ELEMENT = 1;
const TEXT = 3;

export function childElements(element: Element): Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeType === ELEMENT);
}

export function elementOf(element: Element): XmlElement {
  const children = (namespace?: string, name?: string) =>
    childElements(element)
      .filter(
        (child) =>
          (namespace === undefined || (child.namespaceURI ?? '') === namespace) &&
          (name === undefined || child.localName === name),
      )
      .map(elementOf);
  return {
    name: element.localName ?? '',
    namespace: element.namespaceURI ?? '',
    attribute: (name) => (element.hasAttribute(name) ? (element.getAttribute(name) ?? '') : undefined),
    children,
    only(namespace, name) {
      const found = children(namespace, name);
      return found.length === 1 ? found[0] : undefined;
    },
    get text() {
      const nodes = Array.from(element.childNodes);
      if (nodes.some(({ nodeType }) => nodeType !== TEXT)) return undefined;
      return nodes
        .map(({ nodeValue }) => nodeValue ?? '')
        .join('')
        .trim();
    },
    all: () => [elementOf(element), ...children().flatMap((child) => child.all())],
  };
}
