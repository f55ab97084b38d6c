import type { ScimToken, ScimTokenCreate, ScimTokenCreated } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';
import { newTokenText, TOKEN_PREFIX } from '#server/security/api-tokens/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, systemCommand } from '#server/security/command.ts';
import { hashSlowly, newId } from '#server/security/crypto/index.ts';
import { lockDirectory } from './directory.store.ts';
import {
  type DirectoryTokenRow,
  endTokensWithin,
  insertDirectoryToken,
  lockDirectoryToken,
  revokeDirectoryToken,
} from './directory-token.store.ts';
import { CALLED, whoAdministers } from './token-letters.ts';

const DAY_MS = 24 * 3600 * 1000;

interface Made extends ScimTokenCreate {
  readonly text: string;
  readonly publicId: string;
  readonly secretHash: string;
}

/** Makes the directory's next token, and lets those before it end. Its text is in this one reply and nowhere else. */
export async function makeDirectoryToken(
  caller: WorkspaceCaller,
  input: ScimTokenCreate,
): Promise<ScimTokenCreated> {
  const { text, publicId, secret } = newTokenText();
  // Before the transaction: bcrypt would hold a connection for as long as it takes.
  const secretHash = await hashSlowly(secret);
  return make(caller, { ...input, text, publicId, secretHash });
}

const make = command({
  action: 'token.manage',
  load: (tx, _input: Made) => lockDirectory(tx),
  // A directory acts as an admin would, so nobody below makes it a token.
  about: () => ({ role: 'admin' }),
  async run({ tx, permit, actor, services, audit }, input): Promise<ScimTokenCreated> {
    const id = newId();
    const now = services.clock.now();
    const ended = await endTokensWithin(tx, permit, input.overlapHours);
    await insertDirectoryToken(tx, permit, {
      workspace_id: actor.workspaceId,
      id,
      public_id: input.publicId,
      secret_hash: input.secretHash,
      created_by: actor.userId,
      expires_at: new Date(now.getTime() + input.expiresInDays * DAY_MS).toISOString(),
    });
    audit({
      action: 'scim.token-created',
      targetKind: 'scim-token',
      targetId: id,
      fields: ['expiresAt'],
      detail: { days: input.expiresInDays, overlapHours: input.overlapHours, ended },
    });
    const row = await lockDirectoryToken(tx, id);
    if (row === undefined) throw new AppError('not_found');
    return { token: tokenView(row, now), secret: input.text };
  },
});

/** Ends a token of the directory. Its very next request is refused, on every node. */
export const endDirectoryToken = command({
  action: 'token.manage',
  load: (tx, { tokenId }: { tokenId: string }) => lockDirectoryToken(tx, tokenId),
  about: () => null,
  rules(_actor, { revoked_at }) {
    if (revoked_at !== null) throw new AppError('conflict', { message: 'This token was revoked.' });
  },
  async run({ tx, permit, services, target, audit }) {
    await revokeDirectoryToken(tx, permit, target.id, services.clock.now().toISOString());
    audit({
      action: 'scim.token-revoked',
      targetKind: 'scim-token',
      targetId: target.id,
      fields: ['revokedAt'],
    });
  },
});

/** Ends one that somebody found outside, and tells those who administer. */
export const revokeLeakedDirectoryToken = systemCommand({
  action: 'token.manage',
  load: (tx, { tokenId }: { readonly tokenId: string }) => lockDirectoryToken(tx, tokenId),
  about: () => null,
  async run({ tx, permit, scope, services, target, actor, audit }) {
    audit({
      action: 'scim.token-leak-reported',
      targetKind: 'scim-token',
      targetId: target.id,
      fields: ['revokedAt'],
    });
    if (target.revoked_at !== null) return;
    await revokeDirectoryToken(tx, permit, target.id, services.clock.now().toISOString());
    const { workspaceId } = actor;
    for (const to of await whoAdministers(tx, scope))
      await services.mail.queue({ template: 'token-leaked', to, name: CALLED, workspaceId });
  },
});

export function tokenView(row: DirectoryTokenRow, now: Date): ScimToken {
  const over = Date.parse(row.expires_at) <= now.getTime();
  return {
    id: row.id,
    start: TOKEN_PREFIX + row.public_id,
    state: row.revoked_at !== null ? 'revoked' : over ? 'expired' : 'active',
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}
