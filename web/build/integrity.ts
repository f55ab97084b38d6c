/** Subresource integrity (W3C SRI) of everything a page of the built app loads: claim FC-43. */

type Digest = (file: string) => string;

const LOADING_TAG = /<(?:script|link)\b[^>]*>/g;
const ADDRESS = /\s(?:src|href)="\/(assets\/[^"]+)"/;

/**
 * Writes an `integrity` attribute on every tag of `html` that loads a built asset, and the map of all
 * other modules into a meta tag, which the preload helper reads before it imports one.
 * @param digest gives the `sha384-…` of a file of the bundle; throws for one that does not exist
 */
export function withIntegrity(html: string, modules: readonly string[], digest: Digest): string {
  const signed = html.replace(LOADING_TAG, (tag) => {
    const file = ADDRESS.exec(tag)?.[1];
    return file === undefined ? tag : tag.replace(/\s*\/?>$/, ` integrity="${digest(file)}">`);
  });
  const map = modules.map((file) => `/${file} ${digest(file)}`).join(',');
  return signed.replace('</title>', `</title>\n    <meta name="module-integrity" content="${map}">`);
}

/** A text that stands in a bundle whose lazily loaded modules are checked. */
export const CHECKED = 'no integrity is known for ';

const APPENDED = 'document.head.appendChild(link)';

/**
 * Teaches the bundler's preload helper to set `integrity` on the module it is about to fetch, so that a
 * lazily loaded screen is checked like the first one.
 * @throws if the helper's source has changed, so that a build never loses the check silently
 */
export function withCheckedPreloads(helper: string): string {
  if (!helper.includes(APPENDED)) throw new Error('the preload helper has changed: integrity cannot be set');
  return `${helper.replace(APPENDED, `link.integrity = integrityOf(dep.pathname);\n${APPENDED}`)}
const known = new Map((document.querySelector('meta[name=module-integrity]')?.content ?? '')
  .split(',').map((entry) => entry.split(' ')));
function integrityOf(path) {
  const found = known.get(path);
  if (found === undefined) throw new Error('${CHECKED}' + path);
  return found;
}`;
}
