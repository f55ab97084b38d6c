import { useState } from 'react';
import type { BulkChange } from '#contracts/case-lists.ts';
import { useWorkspace } from '../../app/workspace-context.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { usePeople } from './people.ts';
import { TagDot } from './tag-dot.tsx';
import { reachableStates } from './workspace-words.ts';

type BulkFieldProps = { onChange: (change: BulkChange | undefined) => void };

export function BulkTag({ onChange }: BulkFieldProps) {
  const { tags } = useWorkspace();
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const picks = tags.map(({ id, label, color }) => ({ value: id, label, mark: <TagDot color={color} /> }));
  const change = (nextAdd: string[], nextRemove: string[]) => {
    setAdd(nextAdd);
    setRemove(nextRemove);
    const any = nextAdd.length + nextRemove.length > 0;
    onChange(any ? { kind: 'tag', add: nextAdd, remove: nextRemove } : undefined);
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <fieldset className="rounded-md border border-line">
        <legend className="mx-2 px-1 font-medium text-sm">Add</legend>
        <PickList
          what="tags to add"
          picks={picks}
          chosen={add}
          onChange={(next) =>
            change(
              next,
              remove.filter((id) => !next.includes(id)),
            )
          }
        />
      </fieldset>
      <fieldset className="rounded-md border border-line">
        <legend className="mx-2 px-1 font-medium text-sm">Take away</legend>
        <PickList
          what="tags to take away"
          picks={picks}
          chosen={remove}
          onChange={(next) =>
            change(
              add.filter((id) => !next.includes(id)),
              next,
            )
          }
        />
      </fieldset>
    </div>
  );
}

export function BulkAssign({ onChange }: BulkFieldProps) {
  const people = usePeople();
  return (
    <Field label="New owner">
      {(control) => (
        <Select
          {...control}
          empty="Choose someone"
          choices={people.map(({ userId, name }) => ({ value: userId, label: name }))}
          onChange={(event) =>
            onChange(event.target.value ? { kind: 'assign', ownerId: event.target.value } : undefined)
          }
        />
      )}
    </Field>
  );
}

export function BulkMove({ onChange }: BulkFieldProps) {
  const { caseTypes } = useWorkspace();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const change = (nextTo: string, nextReason: string) => {
    setTo(nextTo);
    setReason(nextReason);
    const why = nextReason.trim();
    onChange(
      nextTo === '' ? undefined : { kind: 'state', to: nextTo, ...(why === '' ? {} : { reason: why }) },
    );
  };
  return (
    <>
      <Field label="State">
        {(control) => (
          <Select
            {...control}
            empty="Choose a state"
            choices={reachableStates(caseTypes)}
            value={to}
            onChange={(event) => change(event.target.value, reason)}
          />
        )}
      </Field>
      <Field label="Reason" optional hint="Going back needs one">
        {(control) => (
          <Input
            {...control}
            maxLength={1000}
            value={reason}
            onChange={(event) => change(to, event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
