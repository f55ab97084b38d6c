import { useMutation, useQueryClient } from '@tanstack/react-query';
import X from 'lucide-react/icons/x';
import type { Case, StaffSeat, StaffWrite } from '#contracts/cases.ts';
import type { SlotDefinition } from '#contracts/presets.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Person } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/input.tsx';
import { toastError } from '../../ui/toast.tsx';
import { casePath, caseQuery } from './case.queries.ts';
import { usePeople } from './people.ts';

/** Who works on the case, seat by seat. */
export function StaffSection({ of, slots }: { of: Case; slots: readonly SlotDefinition[] }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const people = usePeople();
  const may = of.actions.includes('case.staff');
  const write = useMutation({
    mutationFn: (seats: StaffWrite['seats']) =>
      call<Case>('PUT', `${casePath(workspace.id, of.id)}/staff`, { body: { seats } satisfies StaffWrite }),
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
                <div key={seat.person.id} className="flex min-h-8 items-center justify-between">
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
