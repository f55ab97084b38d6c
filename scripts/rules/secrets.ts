import type { Finding } from './finding.ts';

/** Shapes of real credentials. A URL of a host reserved for examples (RFC 2606) gives nothing away. */
const shapes: [kind: string, pattern: RegExp][] = [
  ['a private key', /-{5}BEGIN [A-Z ]{0,20}PRIVATE KEY-{5}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Caseward token', /\bcw_(?:[a-z]+_)?[A-Za-z0-9]{20,}/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,})/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['a Stripe key', /\b(?:[sr]k_live_|whsec_)[A-Za-z0-9]{16,}/],
  ['a Google key', /\bAIza[\w-]{35}\b/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
  [
    'a password in a URL',
    /\b[a-z][a-z0-9+]{2,}:\/\/[^\s:/@'"`$]+:[^\s:/@'"`$<{]{8,}@(?!(?:[\w-]+\.)*(?:test|example|invalid|localhost|example\.(?:org|com|net))\b)/,
  ],
];

const assignment =
  /(?:secret|passw(?:or)?d|token|api_?key|private_?key|credential)\w*["']?\s*[:=]\s*["'`]([\w+/=.-]{20,})["'`]/gi;

/** Whoever writes an example that looks real says so on its line; what a test plants carries that word. */
const acknowledged = /not a secret: \S|\b(?:planted|change-me)\b|_planted/;

/** Finds credentials in any text file: by their shape, or as values too random to be anything else. */
export function findSecrets(file: string, text: string): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    if (acknowledged.test(line)) return [];
    const kinds = shapes.filter(([, pattern]) => pattern.test(line)).map(([kind]) => kind);
    const random = [...line.matchAll(assignment)].some(([, value = '']) => looksRandom(value));
    if (random && kinds.length === 0) kinds.push('a random secret');
    return kinds.map((kind) => ({ file, line: index + 1, message: `This looks like ${kind}.` }));
  });
}

/** Words repeat letters; random text of this length hardly does. Bits a character, Shannon. */
function looksRandom(value: string): boolean {
  const counts = Map.groupBy(value, (letter) => letter).values();
  const entropy = [...counts].reduce(
    (bits, { length }) => bits - (length / value.length) * Math.log2(length / value.length),
    0,
  );
  const hexadecimal = /^[0-9a-f]+$/i.test(value);
  return /[0-9]/.test(value) && entropy > (hexadecimal ? 3 : 3.7);
}
