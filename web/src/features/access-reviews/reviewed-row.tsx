import type { ReviewedMember } from '#contracts/access-reviews.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ROLE_NAMES } from '../members/role-names.ts';
import { decisionWords, meansWords } from './review-words.ts';

/** A member as they stood, and what was said of them. */
export function ReviewedRow({ entry, onJudge }: { entry: ReviewedMember; onJudge: () => void }) {
  const { member, role, lastSeenAt, inactive, decision, reason, decidedBy, decidable } = entry;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <Avatar name={member.name} />
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {member.name} <Badge>{ROLE_NAMES[role]}</Badge>
          {inactive === null ? null : <Badge tone="warn">{inactive} days inactive</Badge>}
        </p>
        <p className="text-ink-faint text-sm">
          {lastSeenAt === null ? (
            'never seen'
          ) : (
            <>
              seen <Moment at={lastSeenAt} />
            </>
          )}{' '}
          · {meansWords(entry)}
        </p>
        {reason === null ? null : (
          <p className="text-ink-soft text-sm">
            {decidedBy?.name}: {reason}
          </p>
        )}
      </div>
      <span className="max-sm:ml-11">
        <Badge tone={decision === null ? 'neutral' : decision === 'keep' ? 'good' : 'bad'}>
          {decisionWords(entry)}
        </Badge>
      </span>
      {decidable ? (
        <Button
          size="sm"
          aria-label={`${decision === null ? 'Judge' : 'Change what was said of'} ${member.name}`}
          onClick={onJudge}
        >
          {decision === null ? 'Judge' : 'Change'}
        </Button>
      ) : null}
    </li>
  );
}
