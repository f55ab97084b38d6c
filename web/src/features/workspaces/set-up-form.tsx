import { type FormEvent, useState } from 'react';
import type { SetupRequest } from '#contracts/setup.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { PresetChoice } from './preset-choice.tsx';

type SetUpFormProps = {
  token: string;
  busy: boolean;
  error: Error | null;
  onSubmit: (request: SetupRequest) => void;
};

export function SetUpForm({ token, busy, error, onSubmit }: SetUpFormProps) {
  const [form, setForm] = useState<SetupRequest>({
    token,
    email: '',
    name: '',
    workspaceName: '',
    preset: 'knowledge',
  });
  const errors = error ? fieldErrors(error) : {};
  const field = (name: 'email' | 'name' | 'workspaceName') => ({
    value: form[name],
    required: true,
    maxLength: name === 'email' ? 254 : 120,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
    className: 'h-10',
  });
  return (
    <form
      className="space-y-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit({ ...form, email: form.email.trim() });
      }}
    >
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <Field label="Your e-mail address" error={errors.email}>
        {(control) => <Input {...control} {...field('email')} type="email" autoComplete="email" />}
      </Field>
      <Field label="Your name" error={errors.name}>
        {(control) => <Input {...control} {...field('name')} autoComplete="name" />}
      </Field>
      <Field label="Name of the workspace" error={errors.workspaceName}>
        {(control) => <Input {...control} {...field('workspaceName')} />}
      </Field>
      <PresetChoice value={form.preset} onChange={(preset) => setForm({ ...form, preset })} />
      <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
        Make the workspace
      </Button>
    </form>
  );
}
