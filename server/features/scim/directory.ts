import type { ScimDirectoryWrite, ScimSettings } from '#contracts/scim.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { Services } from '#server/security/services.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { countTied, findDirectory, saveDirectory } from './directory.store.ts';
import { listDirectoryTokens } from './directory-token.store.ts';
import { tokenView } from './directory-tokens.ts';
import { listMapped } from './map-group.ts';
import { baseOf } from './user.view.ts';

/** What an admin sees of the workspace's directory. */
export function readDirectory(caller: WorkspaceCaller): Promise<ScimSettings> {
  return read(caller, 'workspace.secure', async (tx, { actor, scope }) => ({
    out: await settingsOf(tx, scope, caller),
    disclosed: {
      action: 'scim.settings-read',
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['groups'],
    },
  }));
}

/** Turns the directory on or off, and says what people get whom no group gives more. */
export const setDirectory = command({
  action: 'workspace.secure',
  load: async (tx, _input: ScimDirectoryWrite) => ({ before: await findDirectory(tx) }),
  // Nobody lets a directory give a role above their own.
  about: (_actor, _target, { defaultRole }) => ({ role: defaultRole }),
  async run({ tx, permit, actor, scope, services, target, audit, emit }, input): Promise<ScimSettings> {
    await saveDirectory(tx, permit, actor, input);
    const switched = (target.before?.active ?? false) !== input.active;
    audit({
      action: switched ? (input.active ? 'scim.turned-on' : 'scim.turned-off') : 'scim.changed',
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['active', 'defaultRole'],
      detail: { active: input.active, defaultRole: input.defaultRole },
    });
    emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
    return settingsOf(tx, scope, { services, workspaceId: actor.workspaceId });
  },
});

async function settingsOf(
  tx: TenantTx,
  scope: KeyScope,
  { services, workspaceId }: { services: Pick<Services, 'publicUrl' | 'clock'>; workspaceId: string },
): Promise<ScimSettings> {
  const row = await findDirectory(tx);
  const now = services.clock.now();
  return {
    baseUrl: baseOf(services.publicUrl, workspaceId),
    directory:
      row === undefined
        ? null
        : {
            active: row.active,
            defaultRole: row.default_role,
            version: row.version,
            people: await countTied(tx),
          },
    tokens: (await listDirectoryTokens(tx)).map((token) => tokenView(token, now)),
    groups: await listMapped(tx, scope),
  };
}
