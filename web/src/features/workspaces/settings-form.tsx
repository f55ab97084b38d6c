import type { FormEvent, ReactNode } from 'react';
import { fieldErrors } from '../../api/api-error.ts';
import { useMay } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/state.tsx';

type SettingsFormProps = { busy: boolean; error: Error | null; onSave: () => void; children: ReactNode };

/** A part of the settings with its one button; locked for those who may only read it. */
export function SettingsForm({ busy, error, onSave, children }: SettingsFormProps) {
  const mayEdit = useMay('workspace.edit');
  const general = error ? fieldErrors(error)[''] : undefined;
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSave();
      }}
    >
      <fieldset disabled={!mayEdit} className="max-w-xl space-y-5">
        {general ? <Notice tone="bad">{general}</Notice> : null}
        {children}
        {mayEdit ? (
          <Button type="submit" look="primary" busy={busy}>
            Save
          </Button>
        ) : null}
      </fieldset>
    </form>
  );
}
