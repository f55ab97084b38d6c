import type { PrivacyKind, PrivacyLaw } from '#contracts/privacy-requests.ts';
import { businessDaysAfter } from '#server/features/vulnerability-reports/index.ts';

const DAY_MS = 86_400_000;

export interface Deadlines {
  /** Undefined where the law asks for no acknowledgement. */
  readonly acknowledgeBy: Date | undefined;
  readonly dueAt: Date;
}

/**
 * When an answer is due. GDPR Art. 12 (3): one month. CCPA: 45 days, acknowledged in ten business days (11 CCR § 7021); an
 * opt-out of sale 15 business days (§ 7026 (f)).
 */
export function deadlinesOf(law: PrivacyLaw, kind: PrivacyKind, received: Date): Deadlines {
  if (law === 'gdpr') return { acknowledgeBy: undefined, dueAt: monthsAfter(received, 1) };
  const acknowledgeBy = businessDaysAfter(received, 10);
  const dueAt =
    kind === 'opt_out' ? businessDaysAfter(received, 15) : new Date(received.getTime() + 45 * DAY_MS);
  return { acknowledgeBy, dueAt };
}

/** The deadline moved once: GDPR by two further months, CCPA by 45 days. Undefined where the law gives no more time. */
export function extendedDeadline(law: PrivacyLaw, kind: PrivacyKind, received: Date): Date | undefined {
  if (law === 'gdpr') return monthsAfter(received, 3);
  return kind === 'opt_out' ? undefined : new Date(received.getTime() + 90 * DAY_MS);
}

/** The same day of a later month, or its last day where it is shorter (Regulation 1182/71 Art. 3). */
function monthsAfter(from: Date, months: number): Date {
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  const at = new Date(from);
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + months);
  at.setUTCDate(Math.min(from.getUTCDate(), last));
  return at;
}
