import type { ErasureCertificate } from '#contracts/erasure.ts';
import type { Step } from '#server/security/command.ts';
import { writeCertificate } from './certificate.ts';
import { eraseFromWorkspace, keepErasure } from './erasure.store.ts';
import { inHex, sealPlaceholders } from './placeholders.ts';

/**
 * Takes somebody out of the workspace at their request (GDPR Art. 17), in the transaction of the step, with the certificate.
 * Their account goes with it where they were never in another workspace. @throws AppError conflict for the last owner, or
 * under a legal hold.
 */
export async function eraseMember(
  { tx, actor, permit, scope, services }: Step<'member.erase', unknown>,
  { requestId, userId }: { readonly requestId: string; readonly userId: string },
): Promise<ErasureCertificate> {
  const { workspaceId } = actor;
  const system = services.system();
  const placeholders = await sealPlaceholders(
    { system, withWorkspace: async (_here, seal) => seal(scope) },
    userId,
    [workspaceId],
  );
  const asked = { requestId, userId, workspaceId, placeholders };
  const { gone, account } = await eraseFromWorkspace(tx, services.db, permit, asked);
  const kind = account ? 'person' : 'member';
  const { certificate, text, digest } = writeCertificate(kind, userId, { gone, at: services.clock.now() });
  const { members, ...ofAccount } = inHex(placeholders);
  await keepErasure(tx, services.db, {
    id: certificate.id,
    kind,
    subjectId: userId,
    askedBy: actor.userId,
    replacement: account ? { ...ofAccount, members } : { members },
    certificate: text,
    digest,
  });
  return certificate;
}
