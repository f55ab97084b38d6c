import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { AlertKind, type LogAlertCreate, type LogAlertMade } from '#contracts/log-watch.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select } from '../../ui/input.tsx';
import { useLogWatch } from './log-watch.queries.ts';
import { KINDS } from './watch-words.ts';

const CHOICES = AlertKind.options.map((value) => ({ value, label: KINDS[value].label }));
const FRESH = {
  name: '',
  kind: 'role-to-admin',
  threshold: 1,
  windowMinutes: 1,
  byMail: true,
  webhook: '',
} as const;

type Form = Omit<LogAlertCreate, 'webhook'> & { webhook: string };
type Props = { onClose: () => void; onMade: (made: LogAlertMade) => void };

export function NewAlertDialog({ onClose, onMade }: Props) {
  const { path } = useLogWatch();
  const [form, setForm] = useState<Form>(FRESH);
  const change = (part: Partial<Form>) => setForm((now) => ({ ...now, ...part }));
  const make = useMutation({
    mutationFn: (body: LogAlertCreate) => call<LogAlertMade>('POST', `${path}/log-alerts`, { body }),
    onSuccess: onMade,
  });
  const errors: Record<string, string> = make.isError ? fieldErrors(make.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = form.name.trim() || KINDS[form.kind].label;
    make.mutate({ ...form, name, webhook: form.webhook.trim() || null });
  };
  return (
    <Dialog open sticky onClose={onClose} title="New alert" lead="It looks at what happens from now on.">
      <form className="space-y-5 pb-3" onSubmit={submit}>
        <Field label="When" error={errors.kind ?? errors['']}>
          {(control) => (
            <Select
              {...control}
              choices={CHOICES}
              value={form.kind}
              onChange={({ target }) => {
                const kind = AlertKind.parse(target.value);
                const { threshold, windowMinutes } = KINDS[kind];
                change({ kind, threshold, windowMinutes });
              }}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label="Times" hint="By one person" error={errors.threshold}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={10_000}
                required
                value={form.threshold}
                onChange={({ target }) => change({ threshold: Number(target.value) })}
              />
            )}
          </Field>
          <Field label="Within minutes" error={errors.windowMinutes}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={1_440}
                required
                value={form.windowMinutes}
                onChange={({ target }) => change({ windowMinutes: Number(target.value) })}
              />
            )}
          </Field>
        </div>
        <Field label="Name" optional error={errors.name}>
          {(control) => (
            <Input
              {...control}
              maxLength={80}
              placeholder={KINDS[form.kind].label}
              value={form.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          )}
        </Field>
        <Checkbox
          label="By mail to owners and admins"
          checked={form.byMail}
          onChange={({ target }) => change({ byMail: target.checked })}
        />
        <Field
          label="By webhook"
          optional
          hint="Signed as Standard Webhooks says; its secret is shown once."
          error={errors.webhook ?? errors.byMail}
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              maxLength={500}
              placeholder="https://hooks.example.org/caseward"
              value={form.webhook}
              onChange={({ target }) => change({ webhook: target.value })}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={make.isPending}>
            Make the alert
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
