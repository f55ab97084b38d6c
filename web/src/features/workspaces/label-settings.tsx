import { useState } from 'react';
import type { Labels } from '#contracts/presets.ts';
import type { Workspace } from '#contracts/workspaces.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useWorkspacePatch } from './use-workspace-patch.ts';

const ASKED: { key: keyof Labels; for: string }[] = [
  { key: 'case', for: 'One case' },
  { key: 'cases', for: 'Many cases' },
  { key: 'owner', for: 'Who answers for a case' },
  { key: 'evidence', for: 'Files of a case' },
  { key: 'category', for: 'Category' },
  { key: 'severity', for: 'How grave it is' },
  { key: 'review', for: 'Review' },
  { key: 'party', for: 'People and firms concerned' },
];

/** What this team calls things. */
export function LabelSettings({ workspace }: { workspace: Workspace }) {
  const [labels, setLabels] = useState(workspace.labels);
  const save = useWorkspacePatch(workspace);
  return (
    <SettingsForm busy={save.isPending} error={save.error} onSave={() => save.mutate({ labels })}>
      <div className="grid gap-4 sm:grid-cols-2">
        {ASKED.map(({ key, for: what }) => (
          <Field key={key} label={what}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={40}
                value={labels[key]}
                onChange={(event) => setLabels({ ...labels, [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </SettingsForm>
  );
}
