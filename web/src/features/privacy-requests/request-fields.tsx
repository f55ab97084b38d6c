import { type EnterPrivacy, PrivacyKind, PrivacyLaw } from '#contracts/privacy-requests.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { choicesOf, KINDS, LAWS } from './request-words.ts';

export const EMPTY: EnterPrivacy = { law: 'gdpr', kind: 'access', name: '', email: '', details: '' };

type RequestFieldsProps = {
  form: EnterPrivacy;
  errors: Readonly<Record<string, string>>;
  onChange: (form: EnterPrivacy) => void;
};

/** What is asked, by which law, and who asks. */
export function RequestFields({ form, errors, onChange }: RequestFieldsProps) {
  const set = (change: Partial<EnterPrivacy>) => onChange({ ...form, ...change });
  return (
    <>
      <Field label="What is asked" error={errors.kind}>
        {(control) => (
          <Select
            {...control}
            choices={choicesOf(KINDS)}
            value={form.kind}
            onChange={({ target }) => set({ kind: PrivacyKind.parse(target.value) })}
          />
        )}
      </Field>
      <Field label="By which law" error={errors.law}>
        {(control) => (
          <Select
            {...control}
            choices={choicesOf(LAWS)}
            value={form.law}
            onChange={({ target }) => set({ law: PrivacyLaw.parse(target.value) })}
          />
        )}
      </Field>
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={120}
            autoComplete="name"
            value={form.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <Field label="E-mail address" error={errors.email}>
        {(control) => (
          <Input
            {...control}
            required
            type="email"
            autoComplete="email"
            value={form.email}
            onChange={({ target }) => set({ email: target.value })}
          />
        )}
      </Field>
      <Field label="Details" optional hint="What it is about, and where to look." error={errors.details}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={5_000}
            rows={4}
            value={form.details}
            onChange={({ target }) => set({ details: target.value })}
          />
        )}
      </Field>
    </>
  );
}
