import type { AlertKind } from '#contracts/log-watch.ts';
import { isOfKind, type Judged } from './alert-kinds.ts';

/** A rule, as far as it is judged by. */
export interface Rule {
  readonly id: string;
  readonly kind: AlertKind;
  readonly threshold: number;
  readonly windowMinutes: number;
  /** The number of the last entry judged. */
  readonly judgedTo: number;
}

export interface SeenEntry extends Judged {
  readonly id: string;
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly actorId: string | null;
}

/** That a rule fired: by which entry, for whom, and how many there were. */
export interface Firing {
  readonly alertId: string;
  readonly entryId: string;
  readonly actorId: string | null;
  readonly count: number;
}

/** When a rule fired last for somebody. */
export interface Fired {
  readonly alertId: string;
  readonly actorId: string | null;
  readonly at: string;
}

const MINUTE_MS = 60_000;

/**
 * What fires among entries in the order of the log, those before what a rule has judged being there to be counted. Once
 * fired for somebody, a rule that counts is silent for its window: one storm, one message.
 */
export function judge(
  rules: readonly Rule[],
  entries: readonly SeenEntry[],
  fired: readonly Fired[],
): Firing[] {
  return rules.flatMap((rule) => judgeOne(rule, entries, fired));
}

function judgeOne(rule: Rule, entries: readonly SeenEntry[], fired: readonly Fired[]): Firing[] {
  const last = new Map(
    fired.filter(({ alertId }) => alertId === rule.id).map(({ actorId, at }) => [actorId, Date.parse(at)]),
  );
  const recent = new Map<string | null, number[]>();
  const window = rule.windowMinutes * MINUTE_MS;
  return entries.flatMap(({ id: entryId, seq, at, actorId, ...entry }) => {
    if (!isOfKind(rule.kind, entry)) return [];
    const now = Date.parse(at);
    const times = [...(recent.get(actorId) ?? []), now].filter((time) => time > now - window);
    recent.set(actorId, times);
    const quiet = rule.threshold > 1 && now - (last.get(actorId) ?? -Infinity) < window;
    if (seq <= rule.judgedTo || times.length < rule.threshold || quiet) return [];
    last.set(actorId, now);
    return [{ alertId: rule.id, entryId, actorId, count: times.length }];
  });
}
