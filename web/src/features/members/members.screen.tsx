import { useInfiniteQuery } from '@tanstack/react-query';
import UserPlus from 'lucide-react/icons/user-plus';
import { useState } from 'react';
import { sentenceOf } from '../../api/api-error.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/input.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { InvitationPanel } from './invitation-panel.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { membersQuery } from './member.queries.ts';
import { MemberRow } from './member-row.tsx';

export function MembersScreen() {
  const { workspace } = usePlace();
  const mayManage = useMay('member.manage');
  const [inviting, setInviting] = useState(false);
  const [former, setFormer] = useState(false);
  const members = useInfiniteQuery(
    membersQuery(workspace.id, former ? ['active', 'suspended', 'removed'] : ['active', 'suspended']),
  );
  return (
    <Page
      title="Members"
      lead="Who works here, and as what. A change counts from the next request on."
      actions={
        mayManage ? (
          <Button
            look="primary"
            icon={<UserPlus aria-hidden className="size-4" />}
            onClick={() => setInviting(true)}
          >
            Invite
          </Button>
        ) : null
      }
    >
      <div className="space-y-5">
        {mayManage ? <InvitationPanel /> : null}
        <Panel
          title="Members"
          actions={
            mayManage ? (
              <Checkbox
                label="Show former"
                checked={former}
                onChange={(event) => setFormer(event.target.checked)}
              />
            ) : null
          }
        >
          {members.isPending ? <SkeletonRows rows={5} what="members" /> : null}
          {members.isError ? (
            <ErrorState message={sentenceOf(members.error)} onRetry={() => void members.refetch()} />
          ) : null}
          <ul className="divide-y divide-line">
            {members.data?.pages
              .flatMap(({ items }) => items)
              .map((member) => (
                <MemberRow key={member.userId} member={member} />
              ))}
          </ul>
          <LoadMore
            more={members.hasNextPage}
            busy={members.isFetchingNextPage}
            onMore={() => void members.fetchNextPage()}
          />
        </Panel>
      </div>
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </Page>
  );
}
