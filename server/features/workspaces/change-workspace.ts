import type { Action } from '#contracts/access.ts';
import type { CaseType } from '#contracts/presets.ts';
import type { Workspace, WorkspacePatch } from '#contracts/workspaces.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command, type Step } from '#server/security/command.ts';
import { assertRecentFactorIn } from '#server/security/full-session.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { caseTypeFaults } from './case-type.rules.ts';
import { type WorkspaceProfile, workspaceContext } from './create-workspace.ts';
import { type HouseRules, loadSettings } from './load-settings.ts';
import { loadWorkspace } from './read-workspace.ts';

interface Target {
  readonly version: number;
  readonly settings: HouseRules;
}

type Versioned = { readonly ifMatch: number };

/** Locks the workspace's row, so that two admins cannot overwrite each other unseen. */
export async function lockWorkspace(tx: TenantTx, actor: Actor): Promise<Target | undefined> {
  const row = await tx
    .selectFrom('app.workspaces')
    .select('version')
    .where('id', '=', actor.workspaceId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      version: row.version,
      settings: await loadSettings(tx, { ...actor, workspaceVersion: row.version }),
    }
  );
}

function assertVersion({ version }: Target, { ifMatch }: Versioned): void {
  if (version !== ifMatch) throw new AppError('precondition_failed', { details: { version } });
}

/** Changes name, labels, review rule or policies; what is absent stays. */
export const changeWorkspace = command({
  action: 'workspace.edit',
  async load(tx, { policies, passId }: WorkspacePatch & Versioned & { readonly passId: string }, actor) {
    // What roles may do is security; a name or a word is not.
    if (policies !== undefined) await assertRecentFactorIn(tx, passId);
    return lockWorkspace(tx, actor);
  },
  about: () => null,
  rules: (_actor, target, input) => assertVersion(target, input),
  async run(step, { name, labels, reviewRule, policies }) {
    const { settings } = step.target;
    const house: HouseRules = {
      ...settings,
      ...(labels !== undefined && { labels }),
      ...(reviewRule !== undefined && { reviewRule }),
    };
    const fields = Object.entries({ name, labels, reviewRule, policies }).flatMap(([key, value]) =>
      value ? [key] : [],
    );
    return save(step, {
      house,
      fields,
      name,
      policies: { ...step.actor.policies, ...defined(policies ?? {}) },
    });
  },
});

/** Replaces a case type, or adds one under a new key. */
export const writeCaseType = command({
  action: 'workspace.edit',
  load: (tx, _input: { type: CaseType } & Versioned, actor) => lockWorkspace(tx, actor),
  about: () => null,
  rules(_actor, target, input) {
    assertVersion(target, input);
    const [fault] = caseTypeFaults(input.type);
    if (fault !== undefined) throw new AppError('invalid_field', { field: 'states', message: fault });
  },
  async run(step, { type }) {
    await assertStatesKept(step.tx, type);
    const { settings } = step.target;
    const others = settings.caseTypes.filter(({ key }) => key !== type.key);
    const house = { ...settings, caseTypes: [...others, type] };
    return save(step, { house, fields: ['caseTypes'], name: undefined, policies: step.actor.policies });
  },
});

/** A state that cases stand in stays: they would be locked in it, with no step out. */
async function assertStatesKept(tx: TenantTx, { key, states }: CaseType): Promise<void> {
  const used = await tx
    .selectFrom('app.cases')
    .select('state')
    .distinct()
    .where('case_type', '=', key)
    .execute();
  if (used.every(({ state }) => states.some((kept) => kept.key === state))) return;
  throw new AppError('conflict', {
    field: 'states',
    message: 'A state is missing that cases still stand in.',
  });
}

interface Change {
  readonly house: HouseRules;
  readonly policies: Actor['policies'];
  readonly name: string | undefined;
  readonly fields: readonly string[];
}

async function save(
  step: Step<Action, Target>,
  { house, policies, name, fields }: Change,
): Promise<Workspace> {
  const { tx, actor, scope, target } = step;
  const version = target.version + 1;
  await tx
    .updateTable('app.workspaces')
    .set({
      settings: JSON.stringify(house),
      policies: JSON.stringify(policies),
      version,
      ...(name !== undefined && {
        sealed_profile: scope.seal<WorkspaceProfile>(workspaceContext(actor.workspaceId), { name }),
      }),
    })
    .where('id', '=', actor.workspaceId)
    .execute();
  step.audit({ action: 'workspace.changed', targetKind: 'workspace', targetId: actor.workspaceId, fields });
  step.emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
  return loadWorkspace(tx, { ...actor, policies, workspaceVersion: version }, scope);
}

function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
