import MarkdownIt, { type Token } from 'markdown-it';
import { evidenceIdOf, safeAddress } from './safe-address.ts';

/** A piece of a rendered text: plain text, or one of a closed set of elements. */
export type MarkNode = string | MarkElement;
export type MarkElement = { tag: string; attributes: Record<string, string>; children: MarkNode[] };
export type MarkSection = { id: string; title: string };
export type MarkTree = { nodes: MarkNode[]; sections: MarkSection[] };

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 40 });
// Every address is judged below, where a refused one keeps its text; the parser need not drop anything.
parser.validateLink = () => true;

const BLOCKS = new Set([
  'p',
  'blockquote',
  'ul',
  'ol',
  'li',
  'hr',
  'br',
  'em',
  'strong',
  's',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
]);

/**
 * Reads Markdown into elements that React makes: no HTML is ever parsed, raw HTML in the text is shown as text.
 * Headings go one level down (the page has its own first one) and carry ids, so that comments can point to them.
 */
export function markdownTree(text: string): MarkTree {
  const sections: MarkSection[] = [];
  const nodes = treeOf(parser.parse(text, {}), sections);
  return { nodes, sections };
}

function treeOf(tokens: readonly Token[], sections: MarkSection[]): MarkNode[] {
  const root: MarkElement = { tag: '', attributes: {}, children: [] };
  const open: MarkElement[] = [root];
  for (const token of tokens) {
    if (token.hidden) continue;
    const parent = open.at(-1) ?? root;
    if (token.nesting === -1) {
      if (open.length > 1) open.pop();
    } else if (token.nesting === 1) {
      const element = opened(token);
      parent.children.push(element);
      open.push(element);
    } else {
      parent.children.push(...leaf(token, sections));
      if (token.type === 'inline') nameSection(parent, token.content, sections);
    }
  }
  return root.children;
}

/** The parser types attribute values as text or number. */
function attributeOf(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}

function opened(token: Token): MarkElement {
  if (token.type === 'link_open') return link(token);
  if (token.type === 'heading_open') return element(`h${Math.min(6, Number(token.tag.slice(1)) + 1)}`);
  const attributes: Record<string, string> = {};
  const align = /text-align:(left|center|right)/.exec(attributeOf(token, 'style'))?.[1];
  if (align !== undefined) attributes.align = align;
  const start = attributeOf(token, 'start');
  if (token.tag === 'ol' && /^\d{1,9}$/.test(start)) attributes.start = start;
  return element(BLOCKS.has(token.tag) ? token.tag : 'span', attributes);
}

function leaf(token: Token, sections: MarkSection[]): MarkNode[] {
  switch (token.type) {
    case 'inline':
      return treeOf(token.children ?? [], sections);
    case 'softbreak':
      return ['\n'];
    case 'hardbreak':
      return [element('br')];
    case 'hr':
      return [element('hr')];
    case 'code_inline':
      return [element('code', {}, [token.content])];
    case 'fence':
    case 'code_block':
      return [element('pre', {}, [element('code', {}, [token.content])])];
    case 'image':
      return [image(token)];
    default:
      return token.content === '' ? [] : [token.content];
  }
}

function link(token: Token): MarkElement {
  const href = safeAddress(attributeOf(token, 'href'));
  if (href === undefined) return element('span', { refused: 'link' });
  return element('a', { href });
}

function image(token: Token): MarkElement {
  const evidence = evidenceIdOf(attributeOf(token, 'src'));
  if (evidence === undefined) return element('span', { refused: 'picture' }, [token.content]);
  return element('img', { evidence, alt: token.content });
}

function nameSection(parent: MarkElement, title: string, sections: MarkSection[]): void {
  if (!/^h[2-6]$/.test(parent.tag)) return;
  const base = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const same = sections.filter(({ id }) => id === base || id.startsWith(`${base}-`)).length;
  const id = `${base || 'section'}${same === 0 ? '' : `-${same + 1}`}`.slice(0, 80);
  parent.attributes.id = id;
  sections.push({ id, title });
}

function element(
  tag: string,
  attributes: Record<string, string> = {},
  children: MarkNode[] = [],
): MarkElement {
  return { tag, attributes, children };
}
