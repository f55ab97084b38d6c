import { topOfLog } from '#server/features/audit/index.ts';
import { systemCommand } from '#server/security/command.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem, type TenantTx } from '#server/security/tenancy/index.ts';
import {
  type AlertRow,
  entriesBefore,
  firedLately,
  freshEntries,
  listAlerts,
  noteJudged,
} from './alert.store.ts';
import { actionsOf, enoughFor, isOfKind } from './alert-kinds.ts';
import { owe } from './delivery.store.ts';
import { type Firing, judge, type Rule, type SeenEntry } from './judge.ts';

/** So many entries are judged at once: after a night of many reads the rules catch up in steps. */
const STEP = 2_000;

/** The rules of a workspace look at what was sealed since they last did. */
export async function judgeLog(services: Services, workspaceId: string): Promise<void> {
  for (let more = true; more; ) {
    const found = await inTenantAsSystem(services.db, workspaceId, judgeStep);
    if (found.firings.length > 0) await fire(services, workspaceId, found);
    more = found.more;
  }
}

interface Step {
  readonly firings: readonly Firing[];
  /** How far the log has been judged. */
  readonly to: number;
  readonly more: boolean;
}

async function judgeStep(tx: TenantTx): Promise<Step> {
  const rules = (await listAlerts(tx)).filter(({ active }) => active).map(ruleOf);
  const top = await topOfLog(tx);
  const after = Math.min(...rules.map(({ judgedTo }) => judgedTo), top);
  const actions = actionsOf(...rules.map(({ kind }) => kind));
  const entries = await freshEntries(tx, { after, to: top, actions, most: STEP });
  const more = entries.length === STEP;
  const to = more ? (entries.at(-1)?.seq ?? top) : top;
  const firings = entries.length === 0 ? [] : await judgeAll(tx, rules, entries, after);
  if (firings.length === 0) await noteJudged(tx, to);
  return { firings, to, more };
}

async function judgeAll(
  tx: TenantTx,
  rules: readonly Rule[],
  entries: readonly SeenEntry[],
  after: number,
): Promise<Firing[]> {
  const fired = await firedLately(tx, Math.max(...rules.map(({ windowMinutes }) => windowMinutes)));
  const firings: Firing[] = [];
  for (const rule of rules) {
    const ofKind = entries.filter((entry) => isOfKind(rule.kind, entry));
    firings.push(...judge(rule, [...(await countedBefore(tx, rule, ofKind, after)), ...ofKind], fired));
  }
  return firings;
}

/** What the window of a rule that counts reaches back to, of whoever did something of its kind since. */
async function countedBefore(
  tx: TenantTx,
  { kind, threshold, windowMinutes }: Rule,
  entries: readonly SeenEntry[],
  after: number,
): Promise<SeenEntry[]> {
  const [first] = entries;
  if (first === undefined || threshold === 1) return [];
  return entriesBefore(tx, {
    after,
    actors: [...new Set(entries.map(({ actorId }) => actorId))],
    actions: actionsOf(kind),
    from: new Date(Date.parse(first.at) - windowMinutes * 60_000).toISOString(),
    most: enoughFor(kind, threshold),
  });
}

const ruleOf = (alert: AlertRow): Rule => ({
  id: alert.id,
  kind: alert.kind,
  threshold: alert.threshold,
  windowMinutes: alert.window_minutes,
  judgedTo: Number(alert.judged_to),
});

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
