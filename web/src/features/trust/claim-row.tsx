import type { PublicClaim } from '#contracts/trust.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { dayOf, minuteOf } from '../../ui/time-words.ts';

const KINDS = {
  live: 'tried against a running deployment',
  suite: 'tried by the test suite',
  record: 'a dated record',
};
const STATES: Readonly<Record<PublicClaim['status'], { tone: Tone; word: string }>> = {
  proven: { tone: 'good', word: 'Proven' },
  stale: { tone: 'warn', word: 'Stale' },
  failing: { tone: 'bad', word: 'Fails' },
};

/** One promise: its sentence, what became of its proof and when, and what that leaves open. */
export function ClaimRow({ claim }: { claim: PublicClaim }) {
  const { tone, word } = STATES[claim.status];
  return (
    <li className="px-4 py-3">
      <div className="flex items-start gap-3">
        <p className="grow font-medium">{claim.sentence}</p>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="mt-1 text-ink-faint text-sm">
        <span className="font-mono">{claim.id}</span> · {KINDS[claim.proof]} ·{' '}
        {claim.provenAt === null ? 'never held' : `last held ${minuteOf(claim.provenAt)}`} · build{' '}
        <span className="font-mono">{claim.build.slice(0, 12)}</span>
      </p>
      {claim.status === 'stale' ? (
        <p className="mt-1 text-sm text-warn">
          This proof counted until {dayOf(claim.goodUntil)} and was not tried again since.
        </p>
      ) : null}
      <RedDays days={claim.redDays} />
      {claim.limits ? (
        <details className="mt-1 text-sm">
          <summary className="inline-flex min-h-6 items-center text-ink-soft hover:text-ink">
            What this does not prove
          </summary>
          <p className="mt-1 max-w-prose text-ink-soft">{claim.limits}</p>
        </details>
      ) : null}
    </li>
  );
}

const DAYS_NAMED = 5;

function RedDays({ days }: { days: readonly string[] }) {
  if (days.length === 0) return null;
  const named = days.slice(-DAYS_NAMED).toReversed();
  const more = days.length - named.length;
  return (
    <p className="mt-1 text-bad text-sm">
      Found broken on {named.map((day) => dayOf(`${day}T12:00:00Z`)).join(', ')}
      {more > 0 ? ` and ${more} more of the last 90 days` : ''}.
    </p>
  );
}
