import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { Template, TemplateWrite, Workspace } from '#contracts/workspaces.ts';
import { isLostUpdate } from '../../api/api-error.ts';
import { useMay } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/state.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import { useItemChanges } from './use-item-changes.ts';

export function TemplateSettings({ workspace }: { workspace: Workspace }) {
  const may = useMay('template.edit');
  const { add, change, remove } = useItemChanges<TemplateWrite>('templates');
  const [edited, setEdited] = useState<Template | 'new' | undefined>();
  const [asked, setAsked] = useState<Template | undefined>();
  const done = { onSuccess: () => setEdited(undefined) };
  const theirs =
    change.isError && isLostUpdate(change.error) && edited !== 'new'
      ? workspace.templates.find(({ id }) => id === edited?.id)
      : undefined;
  const open = (template: Template | 'new') => {
    change.reset();
    setEdited(template);
  };
  return (
    <div className="space-y-4">
      {may ? (
        <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => open('new')}>
          New template
        </Button>
      ) : null}
      {workspace.templates.length === 0 ? (
        <EmptyState title="No templates yet">The words a new record begins with.</EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {workspace.templates.map((template) => (
          <li key={template.id} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="grow basis-40 font-medium">{template.name}</span>
            <span className="text-ink-faint text-sm">
              {workspace.caseTypes.find(({ key }) => key === template.type)?.label}
            </span>
            {may ? (
              <span className="flex gap-1">
                <Button size="sm" onClick={() => open(template)}>
                  Edit
                </Button>
                <Button size="sm" look="ghost" onClick={() => setAsked(template)}>
                  Delete
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {edited ? (
        <TemplateDialog
          template={edited === 'new' ? undefined : edited}
          caseTypes={workspace.caseTypes}
          theirs={theirs}
          busy={add.isPending || change.isPending}
          onClose={() => setEdited(undefined)}
          onSave={(body) =>
            edited === 'new' ? add.mutate(body, done) : change.mutate({ of: theirs ?? edited, body }, done)
          }
        />
      ) : null}
      <ConfirmDialog
        open={asked !== undefined}
        busy={remove.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && remove.mutate(asked.id, { onSuccess: () => setAsked(undefined) })}
        title={`Delete the template ${asked?.name}?`}
        action="Delete"
      >
        Its words are lost. Records made from it stay as they are.
      </ConfirmDialog>
    </div>
  );
}
