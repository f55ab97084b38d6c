import type { AlertDelivery, AlertKind, DeliveryFailure, LogAlert, LogStream } from '#contracts/log-watch.ts';

/** What each kind is called, what is said of it, and what it begins with. */
export const KINDS: Readonly<Record<AlertKind, { label: string; threshold: number; windowMinutes: number }>> =
  {
    export: { label: 'Data is exported', threshold: 1, windowMinutes: 1 },
    'role-to-admin': { label: 'Somebody becomes admin or owner', threshold: 1, windowMinutes: 1 },
    'break-glass': { label: 'Single sign-on is bypassed', threshold: 1, windowMinutes: 1 },
    'many-reads': { label: 'One person reads many cases', threshold: 20, windowMinutes: 1 },
    'refused-sign-ins': { label: 'Sign-ins of one person are refused', threshold: 5, windowMinutes: 10 },
    'security-changed': { label: 'Security settings are changed', threshold: 1, windowMinutes: 1 },
  };

const FAILURES: Readonly<Record<DeliveryFailure, string>> = {
  address: 'the address cannot be used',
  name: 'the name is not known',
  inside: 'the address lies inside the network',
  elsewhere: 'it stands outside the region where data is kept',
  redirect: 'it answered with a redirect',
  status: 'it answered with an error',
  'too-large': 'its answer was too long',
  'too-slow': 'it did not answer in time',
  unreachable: 'it cannot be reached, or its certificate is not trusted',
  other: 'it failed here',
};

export function whenWords({
  threshold,
  windowMinutes,
}: Pick<LogAlert, 'threshold' | 'windowMinutes'>): string {
  if (threshold === 1) return 'Each time';
  return `${threshold} times within ${windowMinutes === 1 ? 'a minute' : `${windowMinutes} minutes`}`;
}

export function whereWords({ byMail, webhook }: Pick<LogAlert, 'byMail' | 'webhook'>): string {
  const host = webhook === null ? null : new URL(webhook).host;
  const ways = [byMail ? 'mail to owners and admins' : null, host === null ? null : `webhook at ${host}`];
  return ways.filter((way) => way !== null).join(', ');
}

export function deliveryWords({ state, tries, failure }: AlertDelivery): string {
  if (state === 'sent') return 'Sent';
  const why = failure === null ? '' : `: ${FAILURES[failure]}`;
  if (state === 'failed') return `Given up after ${tries} tries${why}`;
  return tries === 0 ? 'On its way' : `Tried ${tries} ${tries === 1 ? 'time' : 'times'}${why}`;
}

export function streamState({ active, failure, failingSince, behind }: LogStream) {
  if (!active) return { tone: 'neutral', text: 'Stopped' } as const;
  if (failingSince !== null && failure !== null)
    return { tone: 'bad', text: 'Not getting through', why: FAILURES[failure] } as const;
  if (behind > 0) return { tone: 'warn', text: `${behind.toLocaleString('en')} to go` } as const;
  return { tone: 'good', text: 'Up to date' } as const;
}

/** How many entries wait where the badge does not say it: behind a stream that fails or was stopped. */
export function waitWords({ active, failingSince, behind }: LogStream): string | null {
  if (behind === 0 || (active && failingSince === null)) return null;
  return `${behind.toLocaleString('en')} ${behind === 1 ? 'waits' : 'wait'}`;
}

export const STREAM_KINDS: Readonly<Record<LogStream['kind'], string>> = {
  syslog: 'Syslog over TLS',
  webhook: 'Signed webhook',
  s3: 'Objects in a bucket',
};
