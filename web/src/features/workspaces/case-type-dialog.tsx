import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CaseType } from '#contracts/presets.ts';
import type { Workspace } from '#contracts/workspaces.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { workspaceQuery } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { NOTHING_TYPED, stepKey, stepPlace, type TypedNames, trimmed, withNames } from './case-type.draft.ts';

type Props = {
  workspace: Workspace;
  /** As it is now, with what others changed since the dialog was opened. */
  type: CaseType;
  onClose: () => void;
};

/** What a type, its states and its steps are called; what each allows stays as it is. */
export function CaseTypeDialog({ workspace, type, onClose }: Props) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<TypedNames>(NOTHING_TYPED);
  const shown = withNames(type, typed);
  const save = useMutation({
    mutationFn: (body: CaseType) =>
      call<Workspace>('PUT', `/workspaces/${workspace.id}/case-types/${type.key}`, {
        body,
        ifMatch: ifMatchOf(workspace),
      }),
    onSuccess: (saved) => {
      client.setQueryData(workspaceQuery(workspace.id).queryKey, saved);
      toast('Saved');
      onClose();
    },
    // What is typed stays in the dialog, beside what someone else changed.
    onError: () => client.invalidateQueries({ queryKey: workspaceQuery(workspace.id).queryKey }),
  });
  const [problem] = save.isError ? Object.values(fieldErrors(save.error)) : [];
  return (
    <Dialog
      open
      sticky
      wide
      onClose={onClose}
      title={`Rename ${type.label}`}
      lead="What it is called on every screen. Who may do what, and in which order, stays."
    >
      <form
        className="space-y-6 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate(withNames(type, trimmed(typed)));
        }}
      >
        {problem ? <Notice tone="bad">{problem}</Notice> : null}
        <NameField
          label="Type"
          most={60}
          name={shown.label}
          onName={(label) => setTyped({ ...typed, label })}
        />
        <fieldset className="grid gap-4 sm:grid-cols-2">
          <legend className="mb-2 font-medium">States</legend>
          {type.states.map(({ key, label }, at) => (
            <NameField
              key={key}
              label={label}
              most={40}
              name={shown.states[at]?.label ?? ''}
              onName={(name) => setTyped({ ...typed, states: { ...typed.states, [key]: name } })}
            />
          ))}
        </fieldset>
        <fieldset className="grid gap-4 sm:grid-cols-2">
          <legend className="mb-2 font-medium">Steps</legend>
          {shown.transitions.map((step) => (
            <NameField
              key={stepKey(step)}
              label={stepPlace(shown, step)}
              most={40}
              name={step.label}
              onName={(name) => setTyped({ ...typed, steps: { ...typed.steps, [stepKey(step)]: name } })}
            />
          ))}
        </fieldset>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type NameFieldProps = { label: string; most: number; name: string; onName: (name: string) => void };

function NameField({ label, most, name, onName }: NameFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          required
          maxLength={most}
          value={name}
          onChange={({ target }) => onName(target.value)}
        />
      )}
    </Field>
  );
}
