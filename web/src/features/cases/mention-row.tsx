import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Check from 'lucide-react/icons/check';
import type { Mention } from '#contracts/home.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { toastError } from '../../ui/toast.tsx';
import { casePath, homeQuery } from './case.queries.ts';
import { ROW, ROW_LINK } from './row-looks.ts';

/** Where someone named the reader: what they said, the way there, and a way to be done with it. */
export function MentionRow({ mention }: { mention: Mention }) {
  const { id: workspaceId } = usePlace().workspace;
  const client = useQueryClient();
  const { case: of, comment } = mention;
  const done = useMutation({
    mutationFn: () => call('PUT', `${casePath(workspaceId, of.id)}/comments/${comment.id}/acknowledgement`),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: homeQuery(workspaceId).queryKey }),
  });
  return (
    <li data-row className={ROW}>
      <Avatar name={comment.author.name} />
      <div className="min-w-0 grow">
        <p className="truncate">
          <span className="text-ink-soft">{comment.author.name} on</span>{' '}
          <Link
            to="/w/$workspaceId/cases/$caseId"
            params={{ workspaceId, caseId: of.id }}
            search={{ side: 'comments' }}
            className={ROW_LINK}
          >
            {of.title}
          </Link>
        </p>
        <p className="line-clamp-2 text-ink-soft text-sm">{comment.text}</p>
      </div>
      <span className="hidden shrink-0 text-ink-faint text-sm sm:block">
        <Moment at={comment.createdAt} />
      </span>
      <IconButton
        label={`Done with “${of.title}”`}
        icon={<Check aria-hidden className="size-4" />}
        busy={done.isPending}
        onClick={() => done.mutate()}
        className="relative z-10 -mr-1.5"
      />
    </li>
  );
}
