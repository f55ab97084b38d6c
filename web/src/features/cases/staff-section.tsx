import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import type { Restriction } from '#contracts/case-access.ts';
import type { Case, StaffSeat, StaffWrite } from '#contracts/cases.ts';
import type { SlotDefinition } from '#contracts/presets.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Person } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/input.tsx';
import { toastError } from '../../ui/toast.tsx';
import { caseKey, casePath, caseQuery } from './case.queries.ts';
import { usePeople } from './people.ts';
import { RestrictionDialog } from './restriction-dialog.tsx';

/** Who works on the case, seat by seat; whoever fills the seats reads who of them does not see the case. */
export function StaffSection({ of, slots }: { of: Case; slots: readonly SlotDefinition[] }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const people = usePeople();
  const may = of.actions.includes('case.staff');
  const outside = useUnseeing(of, may);
  const write = useMutation({
    mutationFn: (seats: StaffWrite['seats']) =>
      call<Case>('PUT', `${casePath(workspace.id, of.id)}/staff`, {
        body: { seats } satisfies StaffWrite,
        ifMatch: ifMatchOf(of),
      }),
    onSuccess: (changed) => client.setQueryData(caseQuery(workspace.id, of.id).queryKey, changed),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  });
  const seats = of.staff.map(({ slot, person }) => ({ slot, userId: person.id }));
  const without = (seat: StaffSeat) =>
    seats.filter(({ slot, userId }) => slot !== seat.slot || userId !== seat.person.id);
  return (
    <section>
      <h2 className="mb-2 font-semibold">Staff</h2>
      <div className="space-y-3">
        {slots.map(({ key, label }) => {
          const here = of.staff.filter(({ slot }) => slot === key);
          const free = people.filter(({ userId }) => !here.some(({ person }) => person.id === userId));
          return (
            <div key={key}>
              <p className="mb-1 text-ink-faint">{label}</p>
              {here.length === 0 && !may ? <Person name={undefined} /> : null}
              {here.map((seat) => (
                <div key={seat.person.id}>
                  <div className="flex min-h-8 items-center justify-between">
                    <Person name={seat.person.name} />
                    {may ? (
                      <IconButton
                        label={`Take ${seat.person.name} off`}
                        icon={<X aria-hidden className="size-4" />}
                        disabled={write.isPending}
                        onClick={() => write.mutate(without(seat))}
                      />
                    ) : null}
                  </div>
                  {outside.includes(seat.person.id) ? <Unseeing of={of} /> : null}
                </div>
              ))}
              {may ? (
                <Select
                  quiet
                  className="-ml-1.5"
                  aria-label={`Add to ${label}`}
                  empty="Add someone"
                  value=""
                  disabled={write.isPending}
                  choices={free.map(({ userId, name }) => ({ value: userId, label: name }))}
                  onChange={(event) => write.mutate([...seats, { slot: key, userId: event.target.value }])}
                />
              ) : null}
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** The ids of those on the staff whom the restriction of the case leaves outside. */
function useUnseeing(of: Case, may: boolean): readonly string[] {
  const { workspace } = usePlace();
  const { data } = useQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'unseeing-staff', of.version],
    queryFn: ({ signal }) =>
      call<Restriction>('GET', `${casePath(workspace.id, of.id)}/restriction`, { signal }),
    enabled: may && of.restricted && of.staff.length > 0,
  });
  return data?.unseeingStaff.map(({ id }) => id) ?? [];
}

function Unseeing({ of }: { of: Case }) {
  const [granting, setGranting] = useState(false);
  return (
    <>
      <p className="pb-1 text-sm text-warn">
        Cannot see this case.{' '}
        {of.actions.includes('case.restrict') ? (
          <button type="button" className="underline" onClick={() => setGranting(true)}>
            Give a grant
          </button>
        ) : (
          'Whoever may restrict it can give a grant.'
        )}
      </p>
      {granting ? <RestrictionDialog of={of} onClose={() => setGranting(false)} /> : null}
    </>
  );
}
