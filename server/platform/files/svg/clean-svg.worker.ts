import { parentPort, workerData } from 'node:worker_threads';
import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import type { CleanSvg } from '../clean-svg.ts';
import { multipliesTooFar } from './expansion.ts';
import { SVG_NAMESPACE, writeSvg } from './write-svg.ts';

const { window } = new JSDOM('');
const parser = new window.DOMParser();
const purify = createDOMPurify(window);

const DOCTYPE = /<!doctype\b[^[>]*>/i;
const DEEPEST = 200;
const MOST_TAGS = 50_000;
const XHTML = 'application/xhtml+xml';

/** Two sieves, one behind the other: DOMPurify, which knows the tricks, then our own list of what is allowed. */
export function cleanSvg(given: string): CleanSvg {
  if (/<!ENTITY|<!doctype[^>]*\[/i.test(given)) return { ok: false, why: 'it declares entities' };
  if (isTooMuch(given)) return { ok: false, why: 'it is too large or too deep' };
  const source = given
    .replace(/^\uFEFF/, '')
    .replace(DOCTYPE, '')
    .replace(/<\?[\s\S]*?\?>/g, '');
  const parsed = parse(source);
  if (!parsed) return { ok: false, why: 'it is not well-formed' };
  const sieved = purify.sanitize(parsed.outerHTML, {
    USE_PROFILES: { svg: true, svgFilters: true },
    ADD_TAGS: ['use'],
    PARSER_MEDIA_TYPE: XHTML,
    ALLOW_DATA_ATTR: false,
  });
  const root = parse(sieved);
  const svg = root ? writeSvg(root) : '';
  const written = svg === '' ? undefined : parse(svg);
  if (!written) return { ok: false, why: 'nothing that may be shown is left of it' };
  if (multipliesTooFar(written)) return { ok: false, why: 'its copies multiply too far' };
  return { ok: true, svg };
}

/** Parsers take far more than linear time over such drawings; counting their tags does not. */
function isTooMuch(given: string): boolean {
  let depth = 0;
  let count = 0;
  for (const [tag] of given.matchAll(/<[/a-z][^<>]*>?/gi)) {
    count += 1;
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    if (depth > DEEPEST || count > MOST_TAGS) return true;
  }
  return false;
}

function parse(text: string) {
  try {
    const root = parser.parseFromString(text, 'image/svg+xml').documentElement;
    return root.localName === 'svg' && root.namespaceURI === SVG_NAMESPACE ? root : undefined;
  } catch {
    return undefined;
  }
}

parentPort?.postMessage(cleanSvg(String(workerData)));
