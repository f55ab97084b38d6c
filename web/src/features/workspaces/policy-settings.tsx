import { useState } from 'react';
import type { Workspace } from '#contracts/workspaces.ts';
import { useMay } from '../../app/workspace-context.ts';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select } from '../../ui/input.tsx';
import { POLICY_WORDS } from './policy-words.ts';
import { SettingsForm } from './settings-form.tsx';
import { useWorkspacePatch } from './use-workspace-patch.ts';

const MODES = [
  { value: 'off', label: 'No review' },
  { value: 'any', label: 'One approval of those asked' },
  { value: 'all', label: 'An approval of everyone asked' },
  { value: 'count', label: 'A number of approvals' },
];

/** How reviews are decided, and what the roles may do beyond their fixed rights. */
export function PolicySettings({ workspace }: { workspace: Workspace }) {
  const [rule, setRule] = useState(workspace.reviewRule);
  const [policies, setPolicies] = useState(workspace.policies);
  const maySecure = useMay('workspace.secure');
  const save = useWorkspacePatch(workspace);
  return (
    <SettingsForm
      busy={save.isPending}
      error={save.error}
      onSave={() => save.mutate({ reviewRule: rule, ...(maySecure ? { policies } : {}) })}
    >
      <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
        <Field label="What decides a review">
          {(control) => (
            <Select
              {...control}
              choices={MODES}
              value={rule.mode}
              onChange={(event) => setRule({ ...rule, mode: event.target.value as typeof rule.mode })}
            />
          )}
        </Field>
        {rule.mode === 'count' ? (
          <Field label="Approvals">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={20}
                required
                value={rule.count}
                onChange={(event) => setRule({ ...rule, count: Number(event.target.value) })}
              />
            )}
          </Field>
        ) : null}
      </div>
      <fieldset disabled={!maySecure} className="space-y-3">
        <legend className="mb-2 font-medium">Roles</legend>
        {POLICY_WORDS.map(({ key, label, hint }) => (
          <Checkbox
            key={key}
            label={label}
            hint={hint}
            checked={policies[key]}
            onChange={(event) => setPolicies({ ...policies, [key]: event.target.checked })}
          />
        ))}
      </fieldset>
    </SettingsForm>
  );
}
