import { type ApiTokenCreate, type ApiTokenCreated, MOST_TOKENS } from '#contracts/api-tokens.ts';
import { assertMay, loadPeople } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { newTokenText } from '#server/security/api-tokens/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { hashSlowly, newId } from '#server/security/crypto/index.ts';
import { rangesOf } from '#server/security/typed-ranges.ts';
import { countLiveTokens, insertToken, lockToken, tokenContext } from './token.store.ts';
import { tokenView } from './token.view.ts';

const DAY_MS = 24 * 3600 * 1000;

interface Made extends ApiTokenCreate {
  readonly text: string;
  readonly publicId: string;
  readonly secretHash: string;
}

/** Makes a token. Its text is in this one reply and nowhere else (claim FTS-37). */
export async function makeApiToken(caller: WorkspaceCaller, input: ApiTokenCreate): Promise<ApiTokenCreated> {
  const { text, publicId, secret } = newTokenText();
  // Before the transaction: bcrypt would hold a connection for as long as it takes.
  const secretHash = await hashSlowly(secret);
  return make(caller, { ...input, text, publicId, secretHash });
}

const make = command({
  action: 'token.manage',
  load: async (tx, _input: Made) => ({ live: await countLiveTokens(tx) }),
  // Nobody gives a token a rank above their own.
  about: (_actor, _target, { role }) => ({ role }),
  rules(actor, { live }, { role }) {
    assertMay(actor, { kind: 'grant', role });
    if (live >= MOST_TOKENS)
      throw new AppError('conflict', {
        message: `A workspace has at most ${MOST_TOKENS} tokens that work. Revoke one first.`,
      });
  },
  async run({ tx, permit, actor, scope, services, audit }, input): Promise<ApiTokenCreated> {
    const id = newId();
    const now = services.clock.now();
    await insertToken(tx, permit, {
      workspace_id: actor.workspaceId,
      id,
      public_id: input.publicId,
      secret_hash: input.secretHash,
      sealed_name: scope.seal(tokenContext(id), input.name),
      role: input.role,
      scopes: input.scopes,
      ip_ranges: rangesOf(input.ranges),
      maker_id: actor.userId,
      survives_maker: input.survivesMaker,
      expires_at: new Date(now.getTime() + input.expiresInDays * DAY_MS).toISOString(),
    });
    audit({
      action: 'token.created',
      targetKind: 'token',
      targetId: id,
      fields: ['name', 'role', 'scopes', 'expiresAt', 'ranges', 'survivesMaker'],
      detail: {
        role: input.role,
        scopes: input.scopes.join(' '),
        days: input.expiresInDays,
        survivesMaker: input.survivesMaker,
      },
    });
    const row = await lockToken(tx, id);
    if (row === undefined) throw new AppError('not_found');
    const people = await loadPeople(tx, scope, [actor.userId]);
    return { token: tokenView(row, { scope, people, now }), secret: input.text };
  },
});
