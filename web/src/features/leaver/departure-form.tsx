import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { DeparturePreview } from '#contracts/leaver.ts';
import type { Member } from '#contracts/members.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { heirsQuery } from './heirs.ts';
import { endingWords, handedOverWords } from './holdings-words.ts';

export type DepartureChoice = { heirId: string; confirm: string; keepTokenIds: string[] };

type DepartureFormProps = {
  member: Member;
  preview: DeparturePreview;
  busy: boolean;
  error: Error | null;
  onDepart: (choice: DepartureChoice) => void;
  onClose: () => void;
};

/** What ends, what goes to whom, which tokens go on; and the name of who leaves, typed. */
export function DepartureForm({ member, preview, busy, error, onDepart, onClose }: DepartureFormProps) {
  const { session, workspace } = usePlace();
  const heirs = useQuery(heirsQuery(workspace.id, member.userId));
  const [heirId, setHeirId] = useState(session.user.id);
  const [kept, setKept] = useState(() =>
    preview.tokens.filter(({ survives }) => survives).map(({ id }) => id),
  );
  const [confirm, setConfirm] = useState('');
  const errors = error ? fieldErrors(error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDepart({ heirId, confirm: confirm.trim(), keepTokenIds: kept });
  };
  return (
    <form onSubmit={submit} className="space-y-4 pb-3">
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <section>
        <h3 className="mb-1 font-medium">What ends</h3>
        <ul className="list-disc space-y-0.5 pl-5 text-ink-soft">
          {endingWords(preview).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
      {preview.tokens.length > 0 ? (
        <fieldset className="space-y-2">
          <legend className="mb-1 font-medium">API tokens that go on</legend>
          {preview.tokens.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={kept.includes(id)}
              onChange={(event) =>
                setKept(event.target.checked ? [...kept, id] : kept.filter((one) => one !== id))
              }
            />
          ))}
          <p className="text-ink-faint text-sm">All others of theirs are revoked.</p>
        </fieldset>
      ) : null}
      <Field label="Who takes over" hint={handedOverWords(preview)} error={errors.heirId}>
        {(control) => (
          <Select
            {...control}
            choices={(heirs.data ?? []).map(({ userId, name }) => ({ value: userId, label: name }))}
            value={heirId}
            onChange={(event) => setHeirId(event.target.value)}
          />
        )}
      </Field>
      <Field label={<span>Type “{member.name}” to go on</span>} error={errors.confirm}>
        {(control) => (
          <Input {...control} value={confirm} onChange={(event) => setConfirm(event.target.value)} />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep them</Button>
        <Button type="submit" look="danger" busy={busy} disabled={confirm.trim() !== member.name}>
          Shut them out
        </Button>
      </div>
    </form>
  );
}
