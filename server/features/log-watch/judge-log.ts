import { topOfLog } from '#server/features/audit/index.ts';
import { systemCommand } from '#server/security/command.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem } from '#server/security/tenancy/index.ts';
import { entriesToJudge, firedLately, listAlerts, noteJudged } from './alert.store.ts';
import { owe } from './delivery.store.ts';
import { type Firing, judge } from './judge.ts';

/** The rules of a workspace look at what was sealed since they last did. */
export async function judgeLog(services: Services, workspaceId: string): Promise<void> {
  const found = await inTenantAsSystem(services.db, workspaceId, async (tx) => {
    const alerts = (await listAlerts(tx)).filter(({ active }) => active);
    const to = await topOfLog(tx);
    const after = Math.min(...alerts.map(({ judged_to }) => Number(judged_to)), to);
    const minutes = Math.max(...alerts.map(({ window_minutes }) => window_minutes), 1);
    const entries = await entriesToJudge(tx, { after, to, minutes });
    const rules = alerts.map(({ id, kind, threshold, window_minutes, judged_to }) => ({
      id,
      kind,
      threshold,
      windowMinutes: window_minutes,
      judgedTo: Number(judged_to),
    }));
    const firings = judge(rules, entries, await firedLately(tx, minutes));
    if (firings.length === 0) await noteJudged(tx, to);
    return { firings, to };
  });
  if (found.firings.length > 0) await fire(services, workspaceId, found);
}

/** What is owed to whom is kept with how far the rules have come: neither is there without the other. */
const fire = systemCommand({
  action: 'workspace.secure',
  load: async (tx, { firings, to }: { readonly firings: readonly Firing[]; readonly to: number }) => {
    const alerts = new Map((await listAlerts(tx)).map((alert) => [alert.id, alert]));
    return { alerts, firings, to };
  },
  about: () => null,
  async run({ tx, actor, target: { alerts, firings, to }, audit }) {
    for (const firing of firings) {
      const alert = alerts.get(firing.alertId);
      if (alert === undefined) continue;
      if (alert.by_mail) await owe(tx, actor.workspaceId, 'mail', firing);
      if (alert.sealed_webhook !== null) await owe(tx, actor.workspaceId, 'webhook', firing);
      const detail = { kind: alert.kind, count: firing.count };
      audit({ action: 'log-alert.fired', targetKind: 'log-alert', targetId: firing.alertId, detail });
    }
    await noteJudged(tx, to);
    if (firings.every(({ alertId }) => !alerts.has(alertId)))
      audit({ action: 'log-alert.dropped', targetKind: 'workspace', targetId: actor.workspaceId });
  },
});
