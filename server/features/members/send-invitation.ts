import type { Role } from '#contracts/common.ts';
import { type WorkspaceProfile, workspaceContext } from '#server/features/workspaces/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';

interface Delivery {
  readonly actor: Actor;
  readonly scope: KeyScope;
  readonly email: string;
  readonly token: string;
  readonly inviter: string;
  readonly role: Role;
}

/** Queues the mail of an invitation. Should the change be rolled back, the token in it opens nothing. */
export async function sendInvitation(services: Services, tx: TenantTx, delivery: Delivery): Promise<void> {
  const { actor, scope, email, token, inviter, role } = delivery;
  const { sealed_profile } = await tx
    .selectFrom('app.workspaces')
    .select('sealed_profile')
    .where('id', '=', actor.workspaceId)
    .$narrowType<{ sealed_profile: Sealed<WorkspaceProfile> }>()
    .executeTakeFirstOrThrow();
  const { name } = scope.unseal(workspaceContext(actor.workspaceId), sealed_profile);
  await services.mail.queue({ template: 'invitation', to: email, workspace: name, inviter, role, token });
}
