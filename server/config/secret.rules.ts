const SHORTEST = 16;

/** Words found in published example files; a secret containing one was copied, not made. */
const EXAMPLE_WORDS = [
  'changeme',
  'change-me',
  'change_me',
  'password',
  'passw0rd',
  'secret',
  'example',
  'default',
  'letmein',
  'qwerty',
  '123456',
  'postgres',
  'caseward',
  'insecure',
  'replace',
  'your-',
  'xxxx',
  'minioadmin',
];

/**
 * Says what is wrong with a secret without ever repeating it.
 * @returns a clause to follow the name of the setting, or `undefined` for a secret that may be used.
 */
export function weaknessOf(secret: string): string | undefined {
  const lower = secret.toLowerCase();
  if (EXAMPLE_WORDS.some((word) => lower.includes(word))) return 'holds a secret taken from an example';
  if (secret.length < SHORTEST) return `holds a secret shorter than ${SHORTEST} characters`;
  if (new Set(secret).size < 8) return 'holds a secret with too few different characters';
  return undefined;
}

/**
 * The same for the password inside a URL, before the host or among its parameters. A URL without one leaves
 * authentication to the other side.
 */
export function weaknessOfUrl(url: string | undefined): string | undefined {
  const parsed = url === undefined ? undefined : URL.parse(url);
  if (!parsed) return undefined;
  const passwords = [decode(parsed.password), ...parsed.searchParams.getAll('password')];
  return passwords.map((password) => (password ? weaknessOf(password) : undefined)).find(Boolean);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
