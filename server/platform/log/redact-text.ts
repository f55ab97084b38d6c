interface Rule {
  /** A cheap look for whether the pattern can match at all: most lines hold nothing. */
  readonly mayMatch?: (text: string) => boolean;
  readonly pattern: RegExp;
  readonly replace: string | ((match: string) => string);
}

const having =
  (...needles: readonly string[]) =>
  (text: string) =>
    needles.some((needle) => text.includes(needle));

const fourNumbers = /\d\.\d{1,3}\.\d{1,3}\.\d/;
const manyGroups = /:[0-9a-f]{1,4}:[0-9a-f]{1,4}:/i;
const middleOfCode = /[- ][A-Z0-9]{4}[- ][A-Z0-9]{4}/;
const credentialWord = 'password|passwd|pwd|secret|token|api[_-]?key|authorization|cookie';

// Every repetition before an anchor is bounded, so that no text makes a pattern slow.
const rules: readonly Rule[] = [
  { pattern: /\b(?:bearer|basic|digest)\s+[\w~+/.=-]+/gi, replace: '[credential]' },
  { mayMatch: having('eyJ'), pattern: /eyJ[\w-]{4,}\.[\w-]+\.[\w-]*/g, replace: '[jwt]' },
  { mayMatch: having('cw_'), pattern: /\bcw_[\w-]+/g, replace: '[token]' },
  { mayMatch: having('__Host-'), pattern: /__Host-[\w-]{1,40}=[^;\s"\\]*/g, replace: '[cookie]' },
  { mayMatch: having('//'), pattern: /\/\/[^\s/@"\\]{0,200}@/g, replace: '//[credential]@' },
  { mayMatch: having('?'), pattern: /(\/[^\s?"'\\]{0,500})\?[^\s"'\\]+/g, replace: '$1[query]' },
  // Links that work once carry their token there.
  { mayMatch: having('#'), pattern: /(\/[^\s#"'\\]{0,500})#[^\s"'\\]+/g, replace: '$1[fragment]' },
  {
    pattern: new RegExp(
      `\\b((?:${credentialWord})["'\\\\]{0,3}\\s?[:=]\\s?["'\\\\]{0,3})[^\\s"'\\\\,;&}]+`,
      'gi',
    ),
    replace: '$1[secret]',
  },
  {
    mayMatch: having('@', '%40'),
    pattern: /[^\s@"<>()[\],;:]{1,64}(?:@|%40)[^\s@"'<>()[\],;:\\/?&]{1,255}/gi,
    replace: '[e-mail]',
  },
  {
    mayMatch: (text) => middleOfCode.test(text),
    pattern: /[A-Z0-9]{4}([- ])[A-Z0-9]{4}\1[A-Z0-9]{4}(?![A-Za-z0-9])/g,
    replace: '[code]',
  },
  {
    mayMatch: (text) => fourNumbers.test(text),
    pattern: /(?<!\d|\d\.)(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)/g,
    replace: '[ip]',
  },
  {
    mayMatch: (text) => text.includes('::') || manyGroups.test(text),
    pattern: /[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,9}/gi,
    // A time of day has two colons and three groups.
    replace: (match) => (match.includes('::') || match.split(':').length > 3 ? '[ip]' : match),
  },
];

/**
 * The last net: takes credentials, tokens, codes, e-mail addresses, network addresses, query strings and fragments
 * of addresses out of free text. What has a name is redacted by its name before (`redactValue`).
 */
export function redactText(text: string): string {
  let clean = text;
  for (const { mayMatch, pattern, replace } of rules) {
    if (mayMatch !== undefined && !mayMatch(clean)) continue;
    // Two calls, for the two shapes that `replace` takes.
    clean = typeof replace === 'string' ? clean.replace(pattern, replace) : clean.replace(pattern, replace);
  }
  return clean;
}
