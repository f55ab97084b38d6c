import type { Case } from '#contracts/cases.ts';
import type { ReviewRound, RoundReviewer } from '#contracts/reviews.ts';
import { Person } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { DecideForm } from './decide-form.tsx';
import { DECISIONS, progressWords, ROUND_STATES, ruleWords } from './review-words.ts';

export function RoundCard({ of, round }: { of: Case; round: ReviewRound }) {
  const { text, tone } = ROUND_STATES[round.state];
  const open = round.state === 'open';
  return (
    <section className="rounded-md border border-line">
      <header className="flex flex-wrap items-center gap-2 border-line border-b px-3 py-2">
        <h2 className="grow font-semibold">Round {round.number}</h2>
        {round.voided ? <Badge tone="warn">Voided by an edit</Badge> : null}
        <Badge tone={tone}>{text}</Badge>
      </header>
      <div className="space-y-3 p-3">
        <p className="text-ink-soft text-sm">
          Version {round.caseVersion}, asked for by {round.openedBy.name} <Moment at={round.openedAt} />.{' '}
          {open ? `${ruleWords(round.rule)} ` : null}
          {progressWords(round)}.
        </p>
        {round.coverNote ? (
          <p className="whitespace-pre-wrap border-line border-l-2 pl-3">{round.coverNote}</p>
        ) : null}
        <ul className="space-y-2">
          {round.reviewers.map((reviewer) => (
            <ReviewerLine key={reviewer.person.id} reviewer={reviewer} open={open} />
          ))}
        </ul>
        {round.awaitsMe ? <DecideForm of={of} round={round} /> : null}
      </div>
    </section>
  );
}

function ReviewerLine({ reviewer, open }: { reviewer: RoundReviewer; open: boolean }) {
  const { person, decision, comment, decidedAt } = reviewer;
  return (
    <li>
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 grow">
          <Person name={person.name} />
        </span>
        {decision ? (
          <Badge tone={DECISIONS[decision].tone}>{DECISIONS[decision].text}</Badge>
        ) : (
          <Badge>{open ? 'Waiting' : 'Did not decide'}</Badge>
        )}
        {decidedAt ? (
          <span className="text-ink-faint text-sm">
            <Moment at={decidedAt} />
          </span>
        ) : null}
      </div>
      {comment ? <p className="mt-1 whitespace-pre-wrap pl-6.5 text-ink-soft">{comment}</p> : null}
    </li>
  );
}
