import type { ApiToken, ApiTokenPatch } from '#contracts/api-tokens.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { rangesOf } from '#server/security/typed-ranges.ts';
import { lockToken, type TokenRow, tokenContext, updateToken } from './token.store.ts';
import { tokenView } from './token.view.ts';

type Named = { readonly tokenId: string };

/** Changes the name of a token, from where it may be used, and whether it outlives its maker's membership. */
export const changeApiToken = command({
  action: 'token.manage',
  load: (tx, { tokenId }: Named & ApiTokenPatch & { readonly ifMatch: number }) => lockToken(tx, tokenId),
  about: () => null,
  rules(_actor, row, { ifMatch }) {
    if (row.version !== ifMatch)
      throw new AppError('precondition_failed', { details: { version: row.version } });
    assertLive(row);
  },
  async run(
    { tx, permit, scope, services, target, audit },
    { name, ranges, survivesMaker },
  ): Promise<ApiToken> {
    await updateToken(tx, permit, target.id, {
      ...(name !== undefined && { sealed_name: scope.seal(tokenContext(target.id), name) }),
      ...(ranges !== undefined && { ip_ranges: rangesOf(ranges) }),
      ...(survivesMaker !== undefined && { survives_maker: survivesMaker }),
    });
    const given = Object.entries({ name, ranges, survivesMaker }).filter(([, value]) => value !== undefined);
    audit({
      action: 'token.changed',
      targetKind: 'token',
      targetId: target.id,
      fields: given.map(([field]) => field),
      ...(survivesMaker !== undefined && { detail: { survivesMaker } }),
    });
    const row = await lockToken(tx, target.id);
    if (row === undefined) throw new AppError('not_found');
    const people = await loadPeople(tx, scope, [row.maker_id]);
    return tokenView(row, { scope, people, now: services.clock.now() });
  },
});

/** Ends a token. Its very next request is refused, on every node (claim FTS-39). */
export const revokeApiToken = command({
  action: 'token.manage',
  load: (tx, { tokenId }: Named) => lockToken(tx, tokenId),
  about: () => null,
  rules: (_actor, row) => assertLive(row),
  async run({ tx, permit, services, target, audit }) {
    await updateToken(tx, permit, target.id, { revoked_at: services.clock.now().toISOString() });
    audit({ action: 'token.revoked', targetKind: 'token', targetId: target.id, fields: ['revokedAt'] });
  },
});

function assertLive({ revoked_at }: TokenRow): void {
  if (revoked_at !== null) throw new AppError('conflict', { message: 'This token was revoked.' });
}
