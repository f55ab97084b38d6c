import { RANK } from '#contracts/common.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import { OutsideError } from '#server/platform/fetch-outside/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { readCertificate } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { lockConnection, updateConnection } from './connection.store.ts';
import { type ConnectionSettings, settingsContext } from './connection.ts';
import { openConnection } from './flow.ts';
import type { SamlProvider } from './saml/provider.ts';
import { MetadataRefusal, readMetadata } from './saml/read-metadata.ts';
import { workspaceName } from './workspace-name.store.ts';

const DAY_MS = 24 * 3600 * 1000;
const REMINDERS = [1, 7, 30];
const LARGEST = 400_000;

/** A day's look at one connection: its metadata again where they have an address, then its certificates. */
export async function lookAfter(
  services: Services,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  const { settings } = await openConnection(services, connectionId);
  if (settings.metadataUrl !== null) {
    const provider = await fetched(services, settings.metadataUrl, settings.provider.entityId);
    await renewMetadata(services, workspaceId, { connectionId, provider });
  }
  await remind(services, workspaceId, { connectionId });
}

// Metadata that name another provider are not its own any more: an administrator is to say so.
async function fetched(
  { outside, clock }: Services,
  url: string,
  entityId: string,
): Promise<SamlProvider | null> {
  try {
    const provider = readMetadata(await outside.fetch(url, LARGEST), clock.now());
    return provider.entityId === entityId ? provider : null;
  } catch (error) {
    if (error instanceof OutsideError || error instanceof MetadataRefusal) return null;
    throw error;
  }
}

interface Renewal {
  readonly connectionId: string;
  /** Null: they could not be had. */
  readonly provider: SamlProvider | null;
}

const renewMetadata = systemCommand({
  action: 'workspace.secure',
  load: (tx, { connectionId }: Renewal) => lockConnection(tx, connectionId),
  about: () => null,
  async run({ tx, permit, scope, services, target, audit }, { connectionId, provider }) {
    const at = services.clock.now().toISOString();
    const note = (action: string, fields: string[]) =>
      audit({ action, targetKind: 'sso-connection', targetId: connectionId, fields });
    if (provider === null) {
      await updateConnection(tx, permit, connectionId, {
        metadata_failing_since: target.metadata_failing_since ?? at,
      });
      return note('sso.metadata-failed', []);
    }
    const before = scope.unseal(settingsContext(connectionId), target.sealed_settings);
    const settings: ConnectionSettings = { ...before, provider };
    const fields = changedFields(before.provider, provider);
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

function changedFields(before: SamlProvider, after: SamlProvider): string[] {
  return (['signOnUrl', 'signOut', 'certificates'] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

/** Writes to those who administer 30, 7 and 1 days before the newest certificate ends, once each. */
const remind = systemCommand({
  action: 'workspace.secure',
  load: (tx, { connectionId }: { connectionId: string }) => lockConnection(tx, connectionId),
  about: () => null,
  async run({ tx, permit, actor, scope, services, target, audit }, { connectionId }) {
    const settings = scope.unseal(settingsContext(connectionId), target.sealed_settings);
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
