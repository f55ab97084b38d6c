import type { CaseType } from '#contracts/presets.ts';
import { type Relation, relationToItem } from '#server/security/access/index.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import type { HostCase } from './host-case.ts';

/** One's own file may be taken back for this long. */
const OWN_FOR_MS = 72 * 3_600_000;

/** How this person stands to a case whose files are meant. */
export function relationToCase(userId: string, host: HostCase): Relation {
  return {
    own: host.ownerId === userId,
    assigned: host.iAmStaff,
    restricted: host.restricted,
    grant: host.myGrant,
  };
}

/** For changing what a file is called and who sees it: whoever brought it is its owner too. */
export function relationToFile(userId: string, host: HostCase, file: EvidenceRecord): Relation {
  const toCase = relationToCase(userId, host);
  return { ...toCase, own: toCase.own || file.uploaderId === userId };
}

/** For deleting: only one's own file counts, and only while it is young. `now` in ms. */
export function relationForRemoval(
  userId: string,
  host: HostCase,
  file: EvidenceRecord,
  now: number,
): Relation {
  const young = now - Date.parse(file.createdAt) < OWN_FOR_MS;
  return relationToItem(relationToCase(userId, host), file.uploaderId === userId && young);
}

/** Files are content: where the content of a case is locked, so are they. */
export function isLocked(type: CaseType, host: Pick<HostCase, 'state' | 'revisionNeeded'>): boolean {
  if (host.revisionNeeded) return false;
  return type.states.find(({ key }) => key === host.state)?.lock !== 'none';
}
