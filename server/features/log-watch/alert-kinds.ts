import type { AlertKind } from '#contracts/log-watch.ts';
import type { AuditEntry } from '#server/security/audit/leaf.ts';

export type Judged = Pick<AuditEntry, 'action' | 'detail'>;

const HIGH: ReadonlySet<unknown> = new Set(['admin', 'owner']);
const EXPORTS =
  /^(?:export\.(?:requested|downloaded|fetched|opened)|audit\.exported|access-review\.exported|list\.exported)$/;
const SECURED =
  /^(?:security-policy|address-rules|sso|scim|token|log-alert|log-stream)\.(?:.*-)?(?:changed|created|revoked|removed|enforced|lifted|switched|turned|on|off|leaked)$/;

/** Whether an entry is of what an alert is about. Names of actions alone, and the roles in `detail`. */
const KINDS: Readonly<Record<AlertKind, (entry: Judged) => boolean>> = {
  export: ({ action }) => EXPORTS.test(action),
  'role-to-admin': ({ action, detail }) =>
    (action === 'member.changed' && HIGH.has(detail.to) && !HIGH.has(detail.from)) ||
    (action === 'invitation.created' && HIGH.has(detail.role)),
  'break-glass': ({ action }) => action === 'sso.break-glass-used',
  'many-reads': ({ action }) => action === 'case.read',
  'refused-sign-ins': ({ action }) => action === 'sign-in.refused',
  'security-changed': ({ action }) => SECURED.test(action),
};

export function isOfKind(kind: AlertKind, entry: Judged): boolean {
  return KINDS[kind](entry);
}
