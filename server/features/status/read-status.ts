import type { StatusPage } from '#contracts/status.ts';
import { lastDrill } from '#server/features/backup/index.ts';
import { readHealth } from '#server/features/health/index.ts';
import type { Services } from '#server/security/services.ts';
import { type History, statusStore } from './status.store.ts';

const NOTHING: History = { days: [], looks: [], changes: [], notes: [] };

/** How the deployment is now, with its history; a database that is away takes the history along, not the page. */
export async function readStatus(services: Services): Promise<StatusPage> {
  const [health, history, drill] = await Promise.all([
    readHealth(services),
    statusStore(services.db)
      .history()
      .catch(() => NOTHING),
    lastDrill(services.db).catch(() => null),
  ]);
  const days = Map.groupBy(history.days, ({ part }) => part);
  const since = new Map(history.changes.map(({ part, at }) => [part, at]));
  return {
    status: health.status,
    build: health.build,
    checkedAt: health.checkedAt,
    lastLookAt: history.looks.at(-1)?.last_at ?? null,
    parts: health.checks.map((check) => ({
      ...check,
      since: since.get(check.name) ?? null,
      days: (days.get(check.name) ?? []).map(({ day, ok, degraded, down }) => ({ day, ok, degraded, down })),
    })),
    drill,
    silent: history.looks
      .filter(({ silent }) => silent > 0)
      .map(({ day, silent }) => ({ day, minutes: silent })),
    notes: history.notes,
  };
}
