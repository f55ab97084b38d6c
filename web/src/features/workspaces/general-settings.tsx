import { useState } from 'react';
import type { Workspace } from '#contracts/workspaces.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useWorkspacePatch } from './use-workspace-patch.ts';

export function GeneralSettings({ workspace }: { workspace: Workspace }) {
  const [name, setName] = useState(workspace.name);
  const save = useWorkspacePatch(workspace);
  return (
    <SettingsForm busy={save.isPending} error={save.error} onSave={() => save.mutate({ name: name.trim() })}>
      <Field label="Name" error={save.error ? fieldErrors(save.error).name : undefined}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <dl className="grid grid-cols-[8rem_1fr] gap-y-2">
        <dt className="text-ink-faint">Preset</dt>
        <dd className="capitalize">{workspace.preset}</dd>
        <dt className="text-ink-faint">Region</dt>
        <dd>{workspace.region}</dd>
      </dl>
    </SettingsForm>
  );
}
