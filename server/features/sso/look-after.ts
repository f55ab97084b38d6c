import type { AuditActionName } from '#contracts/audit-actions.ts';
import { RANK } from '#contracts/common.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { readCertificate } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { lockConnection, updateConnection } from './connection.store.ts';
import { type ConnectionSettings, settingsContext } from './connection.ts';
import { openConnection } from './flow.ts';
import { askAgain, changedFields, renewed, type Today } from './renewal.ts';
import type { SamlProvider } from './saml/provider.ts';
import { workspaceName } from './workspace-name.store.ts';

const DAY_MS = 24 * 3600 * 1000;
const REMINDERS = [1, 7, 30];

/** A day's look at one connection: its metadata again where they have an address, then its certificates. */
export async function lookAfter(
  services: Services,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  const { settings } = await openConnection(services, connectionId);
  if (settings.kind === 'oidc' || settings.metadataUrl !== null) {
    const today = await askAgain(services, settings);
    await renewMetadata(services, workspaceId, { connectionId, today });
  }
  if (settings.kind === 'saml') await remind(services, workspaceId, { connectionId });
}

interface Renewal {
  readonly connectionId: string;
  /** Null: it could not be had. */
  readonly today: Today | null;
}

const renewMetadata = systemCommand({
  action: 'workspace.secure',
  load: (tx, { connectionId }: Renewal) => lockConnection(tx, connectionId),
  about: () => null,
  async run({ tx, permit, scope, services, target, audit }, { connectionId, today }) {
    const at = services.clock.now().toISOString();
    const note = (action: AuditActionName, fields: string[]) =>
      audit({ action, targetKind: 'sso-connection', targetId: connectionId, fields });
    const before = scope.unseal(settingsContext(connectionId), target.sealed_settings);
    const settings = today === null ? undefined : renewed(before, today);
    if (today === null || settings === undefined) {
      await updateConnection(tx, permit, connectionId, {
        metadata_failing_since: target.metadata_failing_since ?? at,
      });
      return note('sso.metadata-failed', []);
    }
    const fields = changedFields(before.provider, today);
    await updateConnection(tx, permit, connectionId, {
      metadata_at: at,
      metadata_failing_since: null,
      ...(fields.length > 0 && {
        sealed_settings: scope.seal<ConnectionSettings>(settingsContext(connectionId), settings),
      }),
      ...(fields.includes('certificates') && { reminded_days: null }),
    });
    note('sso.metadata-renewed', fields);
  },
});

/** Writes to those who administer 30, 7 and 1 days before the newest certificate ends, once each. */
const remind = systemCommand({
  action: 'workspace.secure',
  load: (tx, { connectionId }: { connectionId: string }) => lockConnection(tx, connectionId),
  about: () => null,
  async run({ tx, permit, actor, scope, services, target, audit }, { connectionId }) {
    const settings = scope.unseal(settingsContext(connectionId), target.sealed_settings);
    if (settings.kind !== 'saml') return;
    const days = daysLeft(settings.provider, services.clock.now());
    const due = REMINDERS.find((limit) => days <= limit);
    const sent = target.reminded_days ?? Number.POSITIVE_INFINITY;
    audit({
      action: 'sso.certificates-checked',
      targetKind: 'sso-connection',
      targetId: connectionId,
      detail: { days },
    });
    if (due === undefined || due >= sent || !target.active) return;
    await updateConnection(tx, permit, connectionId, { reminded_days: due });
    const workspace = await workspaceName(tx, actor, scope);
    const letter = {
      template: 'sso-certificate',
      workspace,
      provider: settings.name,
      days: Math.max(days, 0),
    } as const;
    for (const member of await listActiveMembers(tx, scope)) {
      if (RANK[member.role] < RANK.admin) continue;
      await services.mail.queue({ ...letter, to: member.email, workspaceId: actor.workspaceId });
    }
  },
});

/** Whole days until the last of the provider's certificates ends; below 0 where it has. */
function daysLeft({ certificates }: SamlProvider, now: Date): number {
  const ends = certificates.map((base64) => Date.parse(readCertificate(base64)?.validTo ?? ''));
  return Math.ceil((Math.max(...ends) - now.getTime()) / DAY_MS);
}
