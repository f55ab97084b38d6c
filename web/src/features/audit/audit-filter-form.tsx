import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { DateInput, Input, Select } from '../../ui/input.tsx';
import { usePeople } from '../cases/index.ts';
import { ActionFilter } from './action-filter.tsx';
import { ANY, type AuditForm } from './audit-filter.ts';

type AuditFilterFormProps = {
  form: AuditForm;
  /** Actions of the entries shown so far. */
  seen: readonly string[];
  onChange: (form: AuditForm) => void;
};

/** What the log is asked for. */
export function AuditFilterForm({ form, seen, onChange }: AuditFilterFormProps) {
  const people = usePeople();
  return (
    <search
      aria-label="Filter"
      className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-[repeat(6,minmax(0,1fr))_auto]"
    >
      <Field label="Who">
        {(control) => (
          <Select
            {...control}
            empty="Anyone"
            choices={people.map(({ userId, name }) => ({ value: userId, label: name }))}
            value={form.actorId}
            onChange={(event) => onChange({ ...form, actorId: event.target.value })}
          />
        )}
      </Field>
      <ActionFilter
        chosen={form.actions}
        seen={seen}
        onChange={(actions) => onChange({ ...form, actions })}
      />
      <Field label="On">
        {(control) => (
          <Input
            {...control}
            placeholder="Any kind, or an id"
            maxLength={40}
            value={form.target}
            onChange={(event) => onChange({ ...form, target: event.target.value })}
          />
        )}
      </Field>
      <Field label="From address">
        {(control) => (
          <Input
            {...control}
            placeholder="203.0.113.0/24"
            maxLength={49}
            inputMode="text"
            spellCheck={false}
            value={form.ip}
            onChange={(event) => onChange({ ...form, ip: event.target.value })}
          />
        )}
      </Field>
      <Field label="From">
        {(control) => (
          <DateInput
            {...control}
            value={form.from}
            onChange={(event) => onChange({ ...form, from: event.target.value })}
          />
        )}
      </Field>
      <Field label="To">
        {(control) => (
          <DateInput
            {...control}
            value={form.to}
            onChange={(event) => onChange({ ...form, to: event.target.value })}
          />
        )}
      </Field>
      <div>
        <Button look="ghost" disabled={form === ANY} onClick={() => onChange(ANY)}>
          Clear
        </Button>
      </div>
    </search>
  );
}
