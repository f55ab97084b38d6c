import type { Clock } from '#server/platform/clock/index.ts';
import type { Db } from '#server/platform/db/index.ts';
import type { EdgeAddress } from '#server/platform/edge/index.ts';
import type { HealthProbe } from '#server/platform/health.ts';
import { backupPart, backupStore, drillPart } from './backup/index.ts';
import { certificatePart, clockPart, healthStore, migrationsPart } from './health/index.ts';
import { streamsPart, streamsStore } from './log-watch/index.ts';
import { overdueStore, requestsPart } from './privacy-requests/index.ts';

/** What a part of a feature may ask. */
export interface Asked {
  readonly db: Db;
  readonly clock: Clock;
  /** Where people come in by HTTPS, if they do. */
  readonly edge: EdgeAddress | undefined;
}

/** The parts that features add to the health of the deployment, feature by feature. */
export function healthParts({ db, clock, edge }: Asked): HealthProbe[] {
  const store = healthStore(db);
  const backups = backupStore(db);
  return [
    migrationsPart(store),
    clockPart(store),
    certificatePart(edge, clock),
    backupPart(backups, clock),
    drillPart(backups, clock),
    streamsPart(streamsStore(db)),
    requestsPart(overdueStore(db)),
  ];
}
