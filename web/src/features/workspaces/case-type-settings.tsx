import { useState } from 'react';
import type { CaseType } from '#contracts/presets.ts';
import type { Workspace } from '#contracts/workspaces.ts';
import { useMay } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { CaseTypeDialog } from './case-type-dialog.tsx';

/** The types of records, the states each goes through and the steps between them. */
export function CaseTypeSettings({ workspace }: { workspace: Workspace }) {
  const may = useMay('workspace.edit');
  const [editedKey, setEdited] = useState<CaseType['key'] | undefined>();
  const edited = workspace.caseTypes.find(({ key }) => key === editedKey);
  return (
    <>
      <ul className="divide-y divide-line">
        {workspace.caseTypes.map((type) => (
          <li key={type.key} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <div className="min-w-0 grow basis-60">
              <p className="font-medium">{type.label}</p>
              <p className="text-ink-faint text-sm">{type.states.map(({ label }) => label).join(' · ')}</p>
            </div>
            {may ? (
              <Button size="sm" aria-label={`Rename ${type.label}`} onClick={() => setEdited(type.key)}>
                Rename
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {edited ? (
        <CaseTypeDialog workspace={workspace} type={edited} onClose={() => setEdited(undefined)} />
      ) : null}
    </>
  );
}
