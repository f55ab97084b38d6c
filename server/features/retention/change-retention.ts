import type {
  Retention,
  RetentionPreview,
  RetentionPreviewRequest,
  RetentionRule,
  RetentionWrite,
} from '#contracts/retention.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { countDue, countHolds, listRules, saveRules } from './retention.store.ts';

export function readRetention(caller: WorkspaceCaller): Promise<Retention> {
  return read(caller, 'workspace.retain', async (tx) => ({ out: await view(tx), disclosed: undefined }));
}

/** What would go today by these rules: nothing is changed. */
export function previewRetention(
  caller: WorkspaceCaller,
  { rules }: RetentionPreviewRequest,
): Promise<RetentionPreview> {
  return read(caller, 'workspace.retain', async (tx) => ({
    out: await preview(tx, rules),
    disclosed: undefined,
  }));
}

/**
 * Sets how long each class of data is kept (claim FTS-28). Who sets it has seen what goes: the total of the preview comes along.
 * @throws AppError conflict where another total is due by now; invalid_field for two rules of one class and type.
 */
export const changeRetention = command({
  action: 'workspace.retain',
  load: async (_tx, _input: RetentionWrite) => ({}),
  about: () => null,
  rules: (_actor, _target, { rules }) => assertOnce(rules),
  async run({ tx, permit, actor, audit, emit }, { rules, previewed }): Promise<Retention> {
    const { total } = await preview(tx, rules);
    if (total !== previewed) throw new AppError('conflict', { details: { reason: 'preview', total } });
    await saveRules(tx, permit, actor.workspaceId, rules);
    audit({
      action: 'retention.changed',
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['rules'],
      detail: { rules: rules.length, due: total },
    });
    emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
    return view(tx);
  },
});

async function view(tx: TenantTx): Promise<Retention> {
  const rules = (await listRules(tx)).map(({ counts: _, ...rule }) => rule);
  return { rules, holds: await countHolds(tx) };
}

async function preview(tx: TenantTx, rules: readonly RetentionRule[]): Promise<RetentionPreview> {
  const items = (await countDue(tx, rules)).map(({ case_type, bytes, ...item }) => ({
    ...item,
    caseType: case_type === '' ? null : case_type,
    bytes: Number(bytes),
  }));
  return { items, total: items.reduce((sum, { count }) => sum + count, 0) };
}

function assertOnce(rules: readonly RetentionRule[]): void {
  const names = rules.map((rule) => `${rule.class} ${rule.caseType ?? ''}`);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0)
    throw new AppError('invalid_field', {
      field: `rules.${twice}`,
      message: 'There is a rule for this class and type already.',
    });
}
