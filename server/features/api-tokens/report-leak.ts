import type { TokenLeakReport } from '#contracts/api-tokens.ts';
import type { Done } from '#contracts/common.ts';
import { revokeLeakedDirectoryToken } from '#server/features/scim/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { TokenVerifier } from '#server/security/api-tokens/index.ts';
import type { Origin } from '#server/security/caller.ts';
import { systemCommand } from '#server/security/command.ts';
import type { Services } from '#server/security/services.ts';
import { lettersAbout } from './letters.ts';
import { lockToken, updateToken } from './token.store.ts';

/**
 * Revokes each token that somebody found and sent, of an API or of a directory, verified as at the door; tells nobody
 * whether it was one (claim FTS-40).
 */
export async function reportLeak(
  { services }: { readonly services: Services; readonly origin: Origin },
  { tokens }: TokenLeakReport,
): Promise<Done> {
  for (const text of new Set(tokens)) {
    const script = await found(services.apiTokens, text);
    if (script !== undefined) await revokeLeaked(services, script.workspaceId, { tokenId: script.id });
    const directory = await found(services.directoryTokens, text);
    if (directory !== undefined)
      await revokeLeakedDirectoryToken(services, directory.workspaceId, { tokenId: directory.id });
  }
  return { done: true };
}

function found(verifier: TokenVerifier, text: string) {
  return verifier
    .verify(text, async () => undefined)
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'unauthenticated') return undefined;
      throw error;
    });
}

const revokeLeaked = systemCommand({
  action: 'token.manage',
  load: (tx, { tokenId }: { readonly tokenId: string }) => lockToken(tx, tokenId),
  about: () => null,
  async run({ tx, permit, scope, services, target, actor, audit }) {
    audit({ action: 'token.leak-reported', targetKind: 'token', targetId: target.id, fields: ['revokedAt'] });
    if (target.revoked_at !== null) return;
    await updateToken(tx, permit, target.id, { revoked_at: services.clock.now().toISOString() });
    const { name, to } = await lettersAbout(tx, scope, target);
    for (const address of to)
      await services.mail.queue({
        template: 'token-leaked',
        to: address,
        name,
        workspaceId: actor.workspaceId,
      });
  },
});
