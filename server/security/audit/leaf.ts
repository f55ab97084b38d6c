import { sha256 } from '#server/security/crypto/index.ts';

/** An audit entry as it is sealed and exported. Ids are UUIDs, `at` is ISO 8601 in UTC. */
export interface AuditEntry {
  readonly id: string;
  readonly workspaceId: string | null;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly sessionId: string | null;
  readonly action: string;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  /** Names, never values. */
  readonly fields: readonly string[];
  /** The sealed address as base64. */
  readonly ip: string | null;
  readonly requestId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * The leaf of an entry at its place in the log: SHA-256(0x00 ‖ canonical entry) (RFC 9162, 2.1.1). The place
 * is part of it, so that a renumbered entry shows.
 */
export function leafOf(seq: number, entry: AuditEntry): Buffer {
  return sha256(`\0${canonicalEntry(seq, entry)}`);
}

/** One text for one entry: a JSON list in fixed order, the keys of objects within `detail` sorted. */
export function canonicalEntry(seq: number, entry: AuditEntry): string {
  return JSON.stringify([
    'caseward/audit-entry/1',
    seq,
    entry.id,
    entry.workspaceId,
    entry.at,
    entry.actorKind,
    entry.actorId,
    entry.sessionId,
    entry.action,
    entry.targetKind,
    entry.targetId,
    entry.fields,
    entry.ip,
    entry.requestId,
    sorted(entry.detail),
  ]);
}

// An object becomes its sorted list of pairs, marked by a leading 0: distinct from every list and value.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return [1, ...value.map(sorted)];
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const pairs = entries.length < 2 ? entries : entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return [0, ...pairs.map(([key, inner]) => [key, sorted(inner)])];
}
