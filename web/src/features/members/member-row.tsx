import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';
import { ROLES, type Role } from '#contracts/common.ts';
import type { Member } from '#contracts/members.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Select } from '../../ui/input.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Moment } from '../../ui/moment.tsx';
import { toast } from '../../ui/toast.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { useMemberChanges } from './use-member-changes.ts';

type MemberRowProps = { member: Member; onLeave: () => void };

export function MemberRow({ member, onLeave }: MemberRowProps) {
  const { session } = usePlace();
  const self = member.userId === session.user.id;
  const { patch, suspend, remove } = useMemberChanges(member);
  const mayChange = member.grantable.length > 0 && member.status !== 'removed';
  const setRole = (role: Role) =>
    patch.mutate(
      { role },
      {
        onSuccess: () =>
          toast(`${member.name} is ${ROLE_NAMES[role]} now`, () => patch.mutate({ role: member.role })),
      },
    );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <Avatar name={member.name} />
      <div className="min-w-0 grow basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {member.name}
          {self ? <Badge>You</Badge> : null}
          {member.status === 'suspended' ? <Badge tone="warn">Suspended</Badge> : null}
          {member.status === 'removed' ? <Badge tone="bad">Removed</Badge> : null}
          {member.assignedOnly ? <Badge>Assigned only</Badge> : null}
        </p>
        <p className="truncate text-ink-faint text-sm">
          {member.email ? `${member.email} · ` : null}joined <Moment at={member.joinedAt} />
          {member.lastSeenAt ? (
            <>
              {' '}
              · seen <Moment at={member.lastSeenAt} />
            </>
          ) : null}
        </p>
      </div>
      {mayChange ? (
        <Select
          quiet
          aria-label={`Role of ${member.name}`}
          choices={roleChoices(member)}
          value={member.role}
          disabled={patch.isPending}
          onChange={(event) => setRole(event.target.value as Role)}
          className="max-w-36 max-sm:ml-9.5"
        />
      ) : (
        <span className="text-ink-soft max-sm:ml-11">{ROLE_NAMES[member.role]}</span>
      )}
      {mayChange && !self ? (
        <MemberMenu member={member} onLeave={onLeave} patch={patch} suspend={suspend} remove={remove} />
      ) : (
        <span className="w-8" />
      )}
    </li>
  );
}

function MemberMenu({
  member,
  onLeave,
  patch,
  suspend,
  remove,
}: MemberRowProps & ReturnType<typeof useMemberChanges>) {
  const [asking, setAsking] = useState(false);
  const suspended = member.status === 'suspended';
  return (
    <>
      <Menu
        label={`More about ${member.name}`}
        side="end"
        trigger={<Ellipsis aria-hidden className="size-4" />}
        triggerClass={`${buttonClass('ghost')} !w-8 !px-0`}
      >
        <MenuItem onSelect={() => patch.mutate({ assignedOnly: !member.assignedOnly })}>
          {member.assignedOnly ? 'Let see all that the role may' : 'Let see assigned records only'}
        </MenuItem>
        <MenuItem onSelect={() => suspend.mutate(!suspended)}>
          {suspended ? 'End the suspension' : 'Suspend'}
        </MenuItem>
        <MenuItem danger onSelect={onLeave}>
          Leaves for good…
        </MenuItem>
        <MenuItem danger onSelect={() => setAsking(true)}>
          Remove
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={asking}
        busy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
        title={`Remove ${member.name}?`}
        action="Remove"
        typed={member.name}
      >
        {member.name} loses all access with the next request. What they wrote stays; records they own keep
        them as owner until someone else is chosen.
      </ConfirmDialog>
    </>
  );
}

function roleChoices({ role, grantable }: Member) {
  const roles = ROLES.filter((one) => one === role || grantable.includes(one));
  return roles.map((one) => ({ value: one, label: ROLE_NAMES[one] }));
}
