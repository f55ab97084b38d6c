import {
  type AskPrivacy,
  MOST_ACTS,
  type PrivacyAct,
  type PrivacyOffer,
  type PrivacyState,
  type PrivacyStep,
} from '#contracts/privacy-requests.ts';
import { extendedDeadline } from './deadlines.ts';
import type { RequestRow } from './request.store.ts';

/** What is sealed of who asks. */
export type KeptRequest = Pick<AskPrivacy, 'name' | 'email' | 'details'>;

/** What is sealed of what became of it. */
export interface KeptCourse {
  readonly identity: string | null;
  readonly extensionReason: string | null;
  readonly answer: string | null;
  readonly offer: PrivacyOffer | null;
  /** Missing in what was sealed before there were any. */
  readonly acts?: readonly PrivacyAct[];
}

export const NOTHING_YET: KeptCourse = { identity: null, extensionReason: null, answer: null, offer: null };

export function requestContext(id: string) {
  return { table: 'privacy_requests', row: id, use: 'request' } as const;
}
export function courseContext(id: string) {
  return { table: 'privacy_requests', row: id, use: 'course' } as const;
}
export function recordContext(id: string) {
  return { table: 'privacy_requests', row: id, use: 'record' } as const;
}

type Standing = Pick<RequestRow, 'law' | 'kind' | 'state' | 'received_at' | 'due_at' | 'extended_at'>;

const OVER: ReadonlySet<PrivacyState> = new Set(['answered', 'refused']);

/** Why this step is not one for a request in this state; undefined where it is. */
export function refusedStep(request: Standing, { step }: PrivacyStep, now: Date): string | undefined {
  if (OVER.has(request.state)) return 'This request is over.';
  const checked = request.state !== 'received';
  if (step === 'identity' && checked) return 'The identity was checked before.';
  // An opt-out needs no proof of who asks (11 CCR § 7026 (d)).
  const needsIdentity = step === 'take' || step === 'answer';
  if (needsIdentity && !checked && request.kind !== 'opt_out') return 'Check the identity first.';
  if (step === 'extend' && !extendable(request, now)) return 'The law gives no more time for this one.';
  return undefined;
}

/** What a person begins; a do-not-sell mark is set with the answer. */
export type Act = Exclude<PrivacyAct['kind'], 'do_not_sell'>;

/** What the workspace may do for it now: never before it is known who asks, and nothing that was not asked for. */
export function doableActs(
  { kind, state }: Pick<RequestRow, 'kind' | 'state'>,
  { acts = [] }: Pick<KeptCourse, 'acts'>,
): Act[] {
  if (state !== 'identity_checked' && state !== 'in_progress') return [];
  if (acts.length >= MOST_ACTS || acts.some((act) => act.kind === 'erasure')) return [];
  if (kind === 'access' || kind === 'portability') return ['copy'];
  return kind === 'deletion' ? ['erasure'] : [];
}

/** Once, before the first deadline is over, and where the law knows it. */
export function extendable(request: Standing, now: Date): boolean {
  if (OVER.has(request.state) || request.extended_at !== null) return false;
  const more = extendedDeadline(request.law, request.kind, new Date(request.received_at));
  return more !== undefined && now.getTime() <= Date.parse(request.due_at);
}
