import { emailDigest, identityStore } from '#server/features/identity/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { lockConnection, updateConnection } from './connection.store.ts';
import { testContext } from './connection.ts';
import { isVerified } from './domain.store.ts';
import { domainOf } from './mapping.ts';
import { noteCame } from './people.store.ts';
import type { TestResult } from './test-result.ts';

interface Tried {
  readonly connectionId: string;
  /** The version of the settings that were tried. */
  readonly version: number;
  /** Who tried them. */
  readonly userId: string | null;
  readonly result: Omit<TestResult, 'at'>;
}

/** Keeps what a round trip brought; it counts where the address is one this workspace may vouch for. */
export const recordTest = systemCommand({
  action: 'workspace.secure',
  load: (tx, { connectionId }: Tried) => lockConnection(tx, connectionId),
  about: () => null,
  async run(
    { tx, permit, scope, services, actor, target, audit, emit },
    { connectionId, version, userId, result },
  ) {
    const { email } = result;
    const known = email !== null && (await isVerified(tx, domainOf(email)));
    const reason = result.reason ?? (email === null ? 'no-email' : known ? null : 'domain');
    const at = services.clock.now().toISOString();
    await updateConnection(tx, permit, connectionId, {
      sealed_test: scope.seal<TestResult>(testContext(connectionId), { ...result, at, reason }),
      tested_at: at,
      tested_by: userId,
      ...(reason === null && version === target.version && { tested_version: version }),
    });
    if (reason === null && email !== null && userId !== null) {
      const system = services.system();
      const themselves = await identityStore(services.db).findByEmail(emailDigest(system, email));
      if (themselves?.id === userId) await noteCame(tx, actor.workspaceId, connectionId, userId);
    }
    audit({
      action: 'sso.tested',
      targetKind: 'sso-connection',
      targetId: connectionId,
      detail: { passed: reason === null, reason: reason ?? '', by: userId ?? '' },
    });
    emit({ topic: 'workspace.changed', targetId: connectionId });
  },
});
