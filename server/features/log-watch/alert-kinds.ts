import { AUDIT_ACTION_NAMES } from '#contracts/audit-actions.ts';
import type { AlertKind } from '#contracts/log-watch.ts';
import type { AuditEntry } from '#server/security/audit/leaf.ts';

export type Judged = Pick<AuditEntry, 'action' | 'detail'>;

const HIGH: ReadonlySet<unknown> = new Set(['admin', 'owner']);
const EXPORTS =
  /^(?:export\.(?:requested|downloaded|fetched|opened)|audit\.exported|access-review\.exported|list\.exported)$/;
const SECURED =
  /^(?:security-policy|address-rules|sso|scim|token|log-alert|log-stream)\.(?:.*-)?(?:changed|created|revoked|removed|enforced|lifted|switched|turned|on|off|leaked)$/;

interface Kind {
  /** The actions it is about. */
  readonly action: RegExp;
  /** Which of them, where the name of the action alone does not tell: by the roles in `detail`. */
  readonly only?: (entry: Judged) => boolean;
}

/** What an alert is about. */
const KINDS: Readonly<Record<AlertKind, Kind>> = {
  export: { action: EXPORTS },
  'role-to-admin': {
    action: /^(?:member\.changed|invitation\.created)$/,
    only: ({ action, detail }) =>
      action === 'member.changed' ? HIGH.has(detail.to) && !HIGH.has(detail.from) : HIGH.has(detail.role),
  },
  'break-glass': { action: /^sso\.break-glass-used$/ },
  'many-reads': { action: /^case\.read$/ },
  'refused-sign-ins': { action: /^sign-in\.refused$/ },
  'security-changed': { action: SECURED },
};

/** Whether an entry is of what an alert is about. */
export function isOfKind(kind: AlertKind, entry: Judged): boolean {
  const { action, only } = KINDS[kind];
  return action.test(entry.action) && (only?.(entry) ?? true);
}

/** The actions that an entry has to have for an alert of these kinds to care. */
export function actionsOf(...kinds: readonly AlertKind[]): string[] {
  return AUDIT_ACTION_NAMES.filter((name) => kinds.some((kind) => KINDS[kind].action.test(name)));
}

/** With how many of somebody's entries of those actions it is certain that so many of the kind are among them. */
export function enoughFor(kind: AlertKind, threshold: number): number {
  return KINDS[kind].only === undefined ? threshold : 10_000;
}
