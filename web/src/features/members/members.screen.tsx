import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import UserPlus from 'lucide-react/icons/user-plus';
import { useState } from 'react';
import type { Member } from '#contracts/members.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/input.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { DepartureDialog, DeparturesPanel } from '../leaver/index.ts';
import { InvitationPanel } from './invitation-panel.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { membersQuery } from './member.queries.ts';
import { MemberRow } from './member-row.tsx';

export function MembersScreen() {
  const { workspace } = usePlace();
  const mayManage = useMay('member.manage');
  const [inviting, setInviting] = useState(false);
  // Here and not in the row, which goes with the member.
  const [leaving, setLeaving] = useState<Member>();
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
          <>
            <Link
              to="/w/$workspaceId/access-reviews"
              params={{ workspaceId: workspace.id }}
              className={buttonClass('plain')}
            >
              Access reviews
            </Link>
            <Button
              look="primary"
              icon={<UserPlus aria-hidden className="size-4" />}
              onClick={() => setInviting(true)}
            >
              Invite
            </Button>
          </>
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
                <MemberRow key={member.userId} member={member} onLeave={() => setLeaving(member)} />
              ))}
          </ul>
          <LoadMore
            more={members.hasNextPage}
            busy={members.isFetchingNextPage}
            onMore={() => void members.fetchNextPage()}
          />
        </Panel>
        {mayManage ? <DeparturesPanel /> : null}
      </div>
      {leaving ? <DepartureDialog member={leaving} onClose={() => setLeaving(undefined)} /> : null}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </Page>
  );
}
