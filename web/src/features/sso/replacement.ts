import type { SamlKnown, SsoReplacement } from '#contracts/sso.ts';
import { ApiError } from '../../api/api-error.ts';
import { shortFingerprint } from './certificate-words.ts';

/** What the server wants confirmed before it replaces a provider; nothing for any other error. */
export function replacementOf(error: unknown): SsoReplacement | undefined {
  const details = error instanceof ApiError ? error.problem?.details : undefined;
  return details?.reason === 'replaces-provider' && 'before' in details && 'after' in details
    ? (details as SsoReplacement)
    : undefined;
}

/** What is different of a provider, a line each. */
export function replacementWords({ before, after }: Pick<SsoReplacement, 'before' | 'after'>): string[] {
  const moved = (what: string, from: string, to: string) => (from === to ? [] : [`${what}: ${from} → ${to}`]);
  return [
    ...moved('Entity id', before.entityId, after.entityId),
    ...moved('Sign-in address', before.signOnUrl, after.signOnUrl),
    ...missing(before, after).map((name) => `Certificate no longer believed: ${name}`),
    ...missing(after, before).map((name) => `Certificate believed from now on: ${name}`),
    ...moved('Sign-outs', signOuts(before), signOuts(after)),
  ];
}

function missing(from: SamlKnown, other: SamlKnown): string[] {
  const there = new Set(other.certificates.map(({ fingerprint }) => fingerprint));
  return from.certificates.flatMap(({ fingerprint }) =>
    there.has(fingerprint) ? [] : [shortFingerprint(fingerprint)],
  );
}

function signOuts({ signsOut }: SamlKnown): string {
  return signsOut ? 'taken' : 'not taken';
}
