import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';

/** What an entry says beside who and when. `fields` are names, never values (claim FC-29). */
export interface AuditNote {
  readonly action: AuditActionName;
  readonly targetKind: string;
  readonly targetId: string | null;
  readonly fields?: readonly string[];
  /** Small facts without personal data: counts, states. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The address of a request, sealed for the audit log of one workspace. */
export function sealAddress(scope: KeyScope, requestId: string, ip: string): Buffer {
  return scope.seal({ table: 'audit_entries', row: requestId, use: 'ip' }, ip);
}
