import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { DateInput, Select } from '../../ui/input.tsx';
import { usePeople } from '../cases/index.ts';
import { ANY, type AuditForm, actionWords } from './audit-filter.ts';

type AuditFilterFormProps = {
  form: AuditForm;
  actions: readonly string[];
  onChange: (form: AuditForm) => void;
};

/** The actions offered are those seen so far, and the one asked for. */
export function AuditFilterForm({ form, actions, onChange }: AuditFilterFormProps) {
  const people = usePeople();
  const known = form.action === '' || actions.includes(form.action) ? actions : [form.action, ...actions];
  return (
    <search
      aria-label="Filter"
      className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4 lg:grid-cols-[repeat(4,minmax(0,12rem))_auto]"
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
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            empty="Anything"
            choices={known.map((value) => ({ value, label: actionWords(value) }))}
            value={form.action}
            onChange={(event) => onChange({ ...form, action: event.target.value })}
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
