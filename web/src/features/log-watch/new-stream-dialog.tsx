import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { LogStreamCreate, LogStreamMade } from '#contracts/log-watch.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select, Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { useLogWatch } from './log-watch.queries.ts';
import { ANEW, FIELDS, type StreamForm, targetOf } from './stream.draft.ts';
import { STREAM_KINDS } from './watch-words.ts';

const KINDS = Object.entries(STREAM_KINDS).map(([value, label]) => ({ value, label }));

type Props = { onClose: () => void; onMade: (made: LogStreamMade) => void };

export function NewStreamDialog({ onClose, onMade }: Props) {
  const { path } = useLogWatch();
  const [form, setForm] = useState<StreamForm>(ANEW);
  const make = useMutation({
    mutationFn: (body: LogStreamCreate) => call<LogStreamMade>('POST', `${path}/log-streams`, { body }),
    onSuccess: onMade,
  });
  const errors: Record<string, string> = make.isError ? fieldErrors(make.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = form.name.trim() || STREAM_KINDS[form.kind];
    make.mutate({ name, from: form.whole ? 'beginning' : 'now', target: targetOf(form) });
  };
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="New stream"
      lead="Addresses of people, and who did what, leave with it."
    >
      <form className="space-y-5 pb-3" onSubmit={submit}>
        {make.isError && Object.keys(errors).every((name) => name === '') ? (
          <Notice tone="bad">{sentenceOf(make.error)}</Notice>
        ) : null}
        <Field label="To">
          {(control) => (
            <Select
              {...control}
              choices={KINDS}
              value={form.kind}
              onChange={({ target }) => setForm({ ...form, kind: target.value as StreamForm['kind'] })}
            />
          )}
        </Field>
        {FIELDS[form.kind].map(({ name, label, hint, many, ...rest }) => (
          <Field
            key={name}
            label={label}
            hint={hint}
            optional={!rest.required}
            error={errors[`target.${name}`]}
          >
            {(control) =>
              many ? (
                <Textarea
                  {...control}
                  rows={3}
                  value={form[name]}
                  onChange={({ target }) => setForm({ ...form, [name]: target.value })}
                />
              ) : (
                <Input
                  {...control}
                  {...rest}
                  value={form[name]}
                  onChange={({ target }) => setForm({ ...form, [name]: target.value })}
                />
              )
            }
          </Field>
        ))}
        <Field label="Name" optional error={errors.name}>
          {(control) => (
            <Input
              {...control}
              maxLength={80}
              placeholder={STREAM_KINDS[form.kind]}
              value={form.name}
              onChange={({ target }) => setForm({ ...form, name: target.value })}
            />
          )}
        </Field>
        <Checkbox
          label="Begin with all there is in the log"
          hint="Otherwise with what happens from now on."
          checked={form.whole}
          onChange={({ target }) => setForm({ ...form, whole: target.checked })}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={make.isPending}>
            Make the stream
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
