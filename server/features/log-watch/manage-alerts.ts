import type {
  LogAlert,
  LogAlertCreate,
  LogAlertList,
  LogAlertMade,
  LogAlertPatch,
} from '#contracts/log-watch.ts';
import { topOfLog } from '#server/features/audit/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { type KeyScope, newId, newWebhookSecret } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import {
  type AlertRow,
  deleteAlert,
  insertAlert,
  listAlerts,
  lockAlert,
  nameContext,
  updateAlert,
  webhookContext,
} from './alert.store.ts';
import { ELSEWHERE } from './elsewhere.ts';

const MOST = 20;
const kind = 'log-alert';

export function listLogAlerts(caller: WorkspaceCaller): Promise<LogAlertList> {
  return read(caller, 'workspace.secure', async (tx, { scope }) => ({
    out: { items: (await listAlerts(tx)).map((row) => alertView(row, scope)) },
    disclosed: undefined,
  }));
}

/** Makes a rule. It looks at what is sealed from now on. */
export const makeLogAlert = command({
  action: 'workspace.secure',
  load: async (tx, _input: LogAlertCreate) => ({ there: (await listAlerts(tx)).length }),
  about: () => null,
  rules(_actor, { there }, { byMail, webhook }) {
    if (there >= MOST) throw new AppError('conflict', { message: `A workspace has at most ${MOST} alerts.` });
    if (!byMail && webhook === null)
      throw new AppError('invalid_field', { field: 'byMail', message: 'An alert goes to somebody.' });
  },
  async run({ tx, permit, actor, scope, services, audit }, input): Promise<LogAlertMade> {
    if (input.webhook !== null && !services.inRegion(input.webhook))
      throw new AppError('invalid_field', { field: 'webhook', message: ELSEWHERE });
    const id = newId();
    const secret = input.webhook === null ? null : newWebhookSecret();
    const webhook = input.webhook === null || secret === null ? null : { address: input.webhook, secret };
    await insertAlert(tx, permit, {
      workspace_id: actor.workspaceId,
      id,
      sealed_name: scope.seal(nameContext(id), input.name),
      kind: input.kind,
      threshold: input.threshold,
      window_minutes: input.windowMinutes,
      by_mail: input.byMail,
      sealed_webhook: webhook && scope.seal(webhookContext(id), webhook),
      judged_to: String(await topOfLog(tx)),
      made_by: actor.userId,
    });
    const detail = { kind: input.kind, threshold: input.threshold };
    audit({
      action: 'log-alert.created',
      targetKind: kind,
      targetId: id,
      fields: Object.keys(input),
      detail,
    });
    const row = await lockAlert(tx, id);
    if (row === undefined) throw new AppError('not_found');
    return { alert: alertView(row, scope), secret };
  },
});

export const changeLogAlert = command({
  action: 'workspace.secure',
  load: (tx, { alertId }: LogAlertPatch & { readonly alertId: string; readonly ifMatch: number }) =>
    lockAlert(tx, alertId),
  about: () => null,
  rules(_actor, { version }, { ifMatch }) {
    if (version !== ifMatch) throw new AppError('precondition_failed', { details: { version } });
  },
  async run({ tx, permit, scope, target, audit }, { name, threshold, windowMinutes, active }) {
    const wakes = active === true && !target.active;
    await updateAlert(tx, permit, target.id, {
      ...(name !== undefined && { sealed_name: scope.seal(nameContext(target.id), name) }),
      ...(threshold !== undefined && { threshold }),
      ...(windowMinutes !== undefined && { window_minutes: windowMinutes }),
      ...(active !== undefined && { active }),
      // What happened while it slept is over.
      ...(wakes && { judged_to: String(await topOfLog(tx)) }),
    });
    const given = Object.entries({ name, threshold, windowMinutes, active });
    const fields = given.filter(([, value]) => value !== undefined).map(([field]) => field);
    audit({ action: 'log-alert.changed', targetKind: kind, targetId: target.id, fields });
    const row = await lockAlert(tx, target.id);
    if (row === undefined) throw new AppError('not_found');
    return alertView(row, scope);
  },
});

export const removeLogAlert = command({
  action: 'workspace.secure',
  load: (tx, { alertId }: { readonly alertId: string }) => lockAlert(tx, alertId),
  about: () => null,
  async run({ tx, permit, target, audit }) {
    await deleteAlert(tx, permit, target.id);
    audit({ action: 'log-alert.removed', targetKind: kind, targetId: target.id });
  },
});

function alertView(row: AlertRow, scope: KeyScope): LogAlert {
  const { id, sealed_webhook } = row;
  return {
    id,
    name: scope.unseal(nameContext(id), row.sealed_name),
    kind: row.kind,
    threshold: row.threshold,
    windowMinutes: row.window_minutes,
    byMail: row.by_mail,
    webhook: sealed_webhook && scope.unseal(webhookContext(id), sealed_webhook).address,
    active: row.active,
    version: row.version,
  };
}
