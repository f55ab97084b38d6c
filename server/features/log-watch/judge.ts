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
 * What of a rule fires among entries in the order of the log, those before what it has judged being there to be counted.
 * Once fired for somebody, a rule that counts is silent for its window: one storm, one message.
 */
export function judge(rule: Rule, entries: readonly SeenEntry[], fired: readonly Fired[]): Firing[] {
  const last = new Map(
    fired.filter(({ alertId }) => alertId === rule.id).map(({ actorId, at }) => [actorId, Date.parse(at)]),
  );
  const counts = new Map<string | null, WindowCount>();
  const window = rule.windowMinutes * MINUTE_MS;
  const firings: Firing[] = [];
  for (const entry of entries) {
    if (!isOfKind(rule.kind, entry)) continue;
    const { id: entryId, seq, actorId } = entry;
    const now = Date.parse(entry.at);
    const counted = counts.get(actorId) ?? new WindowCount(window);
    counts.set(actorId, counted);
    const count = counted.with(now);
    const quiet = rule.threshold > 1 && now - (last.get(actorId) ?? -Infinity) < window;
    if (seq <= rule.judgedTo || count < rule.threshold || quiet) continue;
    last.set(actorId, now);
    firings.push({ alertId: rule.id, entryId, actorId, count });
  }
  return firings;
}

/** How many moments lie within a window that ends at the last of them. Each is looked at twice, however many there are. */
class WindowCount {
  readonly #window: number;
  readonly #times: number[] = [];
  #first = 0;

  constructor(window: number) {
    this.#window = window;
  }

  with(now: number): number {
    this.#times.push(now);
    while ((this.#times[this.#first] ?? now) <= now - this.#window) this.#first += 1;
    return this.#times.length - this.#first;
  }
}
