import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Grant, GrantLevel, Restriction, RestrictionWrite } from '#contracts/case-access.ts';
import type { Case } from '#contracts/cases.ts';
import { type Person, RANK } from '#contracts/common.ts';
import type { Member } from '#contracts/members.ts';
import { ApiError, fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { caseKey, casePath } from './case.queries.ts';
import { dateInputOf, dueAtOf } from './due-date.ts';
import { GrantRow } from './grant-row.tsx';
import { usePeople } from './people.ts';

export function RestrictionDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const { workspace } = usePlace();
  const path = `${casePath(workspace.id, of.id)}/restriction`;
  const found = useQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'restriction'],
    queryFn: ({ signal }) => call<Restriction>('GET', path, { signal }),
    gcTime: 0,
  });
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="Restrict who may see it"
      lead="Only the people below, its owner, and the workspace’s owners and admins see it."
    >
      {found.isPending ? <Skeleton className="mb-5 h-40" /> : null}
      {found.isError ? <Notice tone="bad">{sentenceOf(found.error)}</Notice> : null}
      {found.data ? <GrantEditor of={of} path={path} restriction={found.data} onDone={onClose} /> : null}
    </Dialog>
  );
}

function GrantEditor({
  of,
  path,
  restriction,
  onDone,
}: {
  of: Case;
  path: string;
  restriction: Restriction;
  onDone: () => void;
}) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const people = usePeople();
  const [grants, setGrants] = useState<Grant[]>(restriction.grants);
  const write = useMutation({
    mutationFn: (body: RestrictionWrite | null) =>
      body
        ? call('PUT', path, { body, ifMatch: ifMatchOf(of) })
        : call('DELETE', path, { ifMatch: ifMatchOf(of) }),
    onSuccess: async (_, body) => {
      // What is done next on the page goes out with the version that this made.
      await client.invalidateQueries({ queryKey: ['w', workspace.id] });
      toast(body ? 'Restricted to the people chosen' : 'The restriction is lifted');
      onDone();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 422) return;
      toastError(sentenceOf(error));
      return client.invalidateQueries({ queryKey: ['w', workspace.id] });
    },
  });
  const wrong = write.isError ? fieldErrors(write.error) : {};
  const set = (id: string, part: Partial<Grant>) =>
    setGrants(grants.map((grant) => (grant.person.id === id ? { ...grant, ...part } : grant)));
  const unseeing = unseeingStaff(of, people, grants);
  const left = people.filter(({ userId }) => !grants.some(({ person }) => person.id === userId));
  const add = (level: GrantLevel, ...persons: readonly Person[]) =>
    setGrants([...grants, ...persons.map((person) => ({ person, level, expiresAt: null }))]);
  return (
    <div className="space-y-3 pb-3">
      {grants.map((grant, at) => (
        <GrantRow
          key={grant.person.id}
          grant={grant}
          day={dateInputOf(grant.expiresAt)}
          error={wrong[`grants.${at}.expiresAt`] ?? wrong[`grants.${at}.userId`]}
          onLevel={(level: GrantLevel) => set(grant.person.id, { level })}
          onDay={(day) => set(grant.person.id, { expiresAt: dueAtOf(day) })}
          onRemove={() => setGrants(grants.filter(({ person }) => person.id !== grant.person.id))}
        />
      ))}
      {grants.length > 0 ? (
        <p className="text-ink-faint text-sm">
          The date is the last day of a grant; without one it goes on until it is taken away.
        </p>
      ) : null}
      <Select
        aria-label="Add someone"
        empty="Add someone"
        value=""
        choices={left.map(({ userId, name }) => ({ value: userId, label: name }))}
        onChange={({ target }) => {
          const one = people.find(({ userId }) => userId === target.value);
          if (one) add('read', { id: one.userId, name: one.name });
        }}
      />
      {unseeing.length > 0 ? (
        <Notice tone="warn">
          <p>
            On the staff, and outside: {unseeing.map(({ name }) => name).join(', ')}. A seat alone opens no
            restricted case.
          </p>
          <Button size="sm" className="mt-2" onClick={() => add('edit', ...unseeing)}>
            Let them work on it
          </Button>
        </Notice>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        {restriction.restricted ? (
          <Button look="danger" disabled={write.isPending} onClick={() => write.mutate(null)}>
            Lift the restriction
          </Button>
        ) : null}
        <Button
          look="primary"
          busy={write.isPending}
          onClick={() =>
            write.mutate({
              grants: grants.map(({ person, level, expiresAt }) => ({ userId: person.id, level, expiresAt })),
            })
          }
        >
          Restrict
        </Button>
      </div>
    </div>
  );
}

/** Those on the staff whom these grants would leave outside. */
function unseeingStaff(of: Case, people: readonly Member[], grants: readonly Grant[]): Person[] {
  const inside = new Set([
    of.owner.id,
    ...grants.map(({ person }) => person.id),
    ...people.filter(({ role }) => RANK[role] >= RANK.admin).map(({ userId }) => userId),
  ]);
  const outside = of.staff.map(({ person }) => person).filter(({ id }) => !inside.has(id));
  return [...new Map(outside.map((person) => [person.id, person])).values()];
}
