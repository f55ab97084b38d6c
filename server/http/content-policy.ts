/**
 * Content-Security-Policy of the app's own pages (claims FC-39, FC-43, FL-20): our own origin, and only for what a
 * screen really loads. Pictures are those of evidence, frames its previews. Nothing is a `data:` or `blob:` address:
 * the build inlines nothing, and a list that is kept as a file goes through a link, which no source list governs.
 */
export const pagePolicy = policy({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'frame-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
  // No text ever becomes markup: markdown is drawn element by element, so no Trusted Types policy is needed at all.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
});

/** Policy of data and errors: should a browser ever take one for a page, it loads, sends and frames nothing. */
export const dataPolicy = policy({
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
});

/**
 * Policy of evidence shown in the page: no script, no origin of its own, framed by the app alone (FC-35). A cleaned
 * drawing may hold pictures within itself, hence `data:` here; it can load nothing else.
 */
export const previewPolicy = policy({
  'default-src': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'self'"],
  sandbox: [],
});

function policy(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}
