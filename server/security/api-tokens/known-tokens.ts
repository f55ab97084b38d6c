/** Which token it is, and what it enters with. */
export interface VerifiedToken {
  readonly id: string;
  readonly workspaceId: string;
  readonly passId: string;
}

const MOST = 5_000;
const LIFE_MS = 5 * 60 * 1000;

/**
 * Tokens whose secret was compared lately, by a keyed digest of their text: bcrypt is paid once in a while, not by
 * every request. It remembers that the secret is right and nothing else; whether the token still holds is asked of
 * its row by whoever lets it in. The least recently used makes room.
 */
export class KnownTokens {
  readonly #known = new Map<string, { readonly token: VerifiedToken; readonly until: number }>();
  readonly #most: number;

  constructor(most = MOST) {
    this.#most = most;
  }

  get(digest: string, now: number): VerifiedToken | undefined {
    const found = this.#known.get(digest);
    if (found === undefined) return undefined;
    this.#known.delete(digest);
    if (found.until <= now) return undefined;
    this.#known.set(digest, found);
    return found.token;
  }

  add(digest: string, token: VerifiedToken, now: number): void {
    this.#known.delete(digest);
    this.#known.set(digest, { token, until: now + LIFE_MS });
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.#most && oldest !== undefined) this.#known.delete(oldest);
  }
}
