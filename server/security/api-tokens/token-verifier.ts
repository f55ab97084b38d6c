import { AppError } from '#server/platform/app-error.ts';
import type { Clock } from '#server/platform/clock/index.ts';
import { type Db, statement } from '#server/platform/db/index.ts';
import { type KeyScope, matchesSlowly } from '#server/security/crypto/index.ts';
import { doorProof } from '#server/security/tenancy/index.ts';
import { KnownTokens, type VerifiedToken } from './known-tokens.ts';
import { parseTokenText, type TokenText } from './token-text.ts';

type Row = { id: string; workspace_id: string; pass_id: string; secret_hash: string };
type Asked = [publicId: string, moment: string, proof: Buffer];

export interface TokenVerifier {
  /**
   * Which token this text is, if its secret is right. `admit` is asked before bcrypt is paid, and may throw.
   * That the token was not revoked and has not expired is for `app.enter` to say, on every request.
   * @throws AppError unauthenticated
   */
  verify(text: string, admit: () => Promise<void>): Promise<VerifiedToken>;
}

/** Where tokens of a kind are kept: an API token never counts as a directory's, nor the other way round. */
const KINDS = {
  api: {
    find: statement<Asked, Row>(
      'select id, workspace_id, pass_id, secret_hash from app.find_api_token($1, $2, $3)',
    ),
    subject: 'token',
    digest: 'api-token',
  },
  directory: {
    find: statement<Asked, Row>(
      'select id, workspace_id, pass_id, secret_hash from app.find_scim_token($1, $2, $3)',
    ),
    subject: 'scim token',
    digest: 'scim-token',
  },
} as const;

export interface VerifierParts {
  readonly kind: keyof typeof KINDS;
  readonly db: Db;
  readonly system: () => KeyScope;
  readonly clock: Clock;
  /** Compares a secret with a bcrypt hash, or with nobody's: few at once, the others in turn. */
  readonly matches?: (secret: string, hash: string | undefined) => Promise<boolean>;
}

export function createTokenVerifier({
  db,
  system,
  clock,
  kind,
  matches = matchesSlowly,
}: VerifierParts): TokenVerifier {
  const { find, subject, digest: purpose } = KINDS[kind];
  const known = new KnownTokens();
  const underWay = new Map<string, Promise<VerifiedToken>>();

  async function compare({ publicId, secret }: TokenText): Promise<VerifiedToken> {
    const [row] = await db.run(find, [publicId, ...doorProof(db, `${subject} ${publicId}`)]);
    const right = await matches(secret, row?.secret_hash);
    if (row === undefined || !right) throw new AppError('unauthenticated');
    return { id: row.id, workspaceId: row.workspace_id, passId: row.pass_id };
  }

  return {
    async verify(text, admit) {
      const parts = parseTokenText(text);
      if (parts === undefined) throw new AppError('unauthenticated');
      const digest = system().mac(purpose, text).toString('base64');
      const warm = known.get(digest, clock.now().getTime());
      if (warm !== undefined) return warm;
      await admit();
      // Of many requests that bring one token at once, one pays.
      const comparing = underWay.get(digest) ?? compare(parts).finally(() => void underWay.delete(digest));
      underWay.set(digest, comparing);
      const token = await comparing;
      known.add(digest, token, clock.now().getTime());
      return token;
    },
  };
}
