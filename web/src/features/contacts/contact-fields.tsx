import { ContactSource } from '#contracts/contacts.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { type ContactForm, choicesOf, errorAt, SOURCES } from './contact-words.ts';

type ContactFieldsProps = {
  form: ContactForm;
  errors: Readonly<Record<string, string>>;
  onChange: (form: ContactForm) => void;
};

const LINES = [
  { field: 'emails', label: 'E-mail addresses', hint: 'One a line.' },
  { field: 'phones', label: 'Telephones', hint: 'One a line.' },
  { field: 'address', label: 'Address', hint: undefined },
  { field: 'note', label: 'Note', hint: undefined },
] as const;
const LONGEST = { emails: 2_600, phones: 420, address: 500, note: 4_000 };

/** Who somebody is, how they are reached, and where that is known from. */
export function ContactFields({ form, errors, onChange }: ContactFieldsProps) {
  const set = (change: Partial<ContactForm>) => onChange({ ...form, ...change });
  return (
    <>
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={200}
            value={form.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      {LINES.map(({ field, label, hint }) => (
        <Field key={field} label={label} hint={hint} optional error={errorAt(errors, field)}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={LONGEST[field]}
              value={form[field]}
              onChange={({ target }) => set({ [field]: target.value })}
            />
          )}
        </Field>
      ))}
      <Field label="Where this comes from" error={errors.source}>
        {(control) => (
          <Select
            {...control}
            choices={choicesOf(SOURCES)}
            value={form.source}
            onChange={({ target }) => set({ source: ContactSource.parse(target.value) })}
          />
        )}
      </Field>
    </>
  );
}
