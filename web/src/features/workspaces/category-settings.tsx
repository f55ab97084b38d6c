import Archive from 'lucide-react/icons/archive';
import ArchiveRestore from 'lucide-react/icons/archive-restore';
import Trash2 from 'lucide-react/icons/trash-2';
import { type FormEvent, useState } from 'react';
import type { Category, CategoryWrite, Workspace } from '#contracts/workspaces.ts';
import { useMay } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { EmptyState } from '../../ui/state.tsx';
import { ItemName } from './item-name.tsx';
import { useItemChanges } from './use-item-changes.ts';

export function CategorySettings({ workspace }: { workspace: Workspace }) {
  const may = useMay('taxonomy.edit');
  const { categories } = workspace;
  const last = Math.max(-1, ...categories.map(({ position }) => position));
  return (
    <div className="space-y-4">
      {may ? <AddCategory position={last + 1} /> : null}
      {categories.length === 0 ? (
        <EmptyState title="No categories yet">Each record has one category at most.</EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {categories.map((category) => (
          <li key={category.id} className="flex min-h-11 flex-wrap items-center gap-2 py-1.5">
            {may ? <CategoryRow category={category} /> : <span>{category.label}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddCategory({ position }: { position: number }) {
  const { add } = useItemChanges<CategoryWrite>('categories');
  const [label, setLabel] = useState('');
  return (
    <form
      className="flex gap-2"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        add.mutate({ label: label.trim(), position, archived: false }, { onSuccess: () => setLabel('') });
      }}
    >
      <Input
        aria-label="New category"
        placeholder="New category"
        required
        maxLength={60}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        className="max-w-60"
      />
      <Button type="submit" look="primary" busy={add.isPending}>
        Add
      </Button>
    </form>
  );
}

function CategoryRow({ category }: { category: Category }) {
  const { change, remove } = useItemChanges<CategoryWrite>('categories');
  const [asking, setAsking] = useState(false);
  const { id, label, position, archived } = category;
  return (
    <>
      <ItemName
        item={category}
        change={change}
        write={({ position, archived }, label) => ({ label, position, archived })}
      />
      {archived ? <Badge>Archived</Badge> : null}
      <IconButton
        label={archived ? `Offer ${label} again` : `Archive ${label}`}
        icon={
          archived ? (
            <ArchiveRestore aria-hidden className="size-4" />
          ) : (
            <Archive aria-hidden className="size-4" />
          )
        }
        onClick={() => change.mutate({ of: category, body: { label, position, archived: !archived } })}
      />
      <IconButton
        label={`Delete ${label}`}
        icon={<Trash2 aria-hidden className="size-4" />}
        onClick={() => setAsking(true)}
      />
      <ConfirmDialog
        open={asking}
        busy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(id)}
        title={`Delete the category ${label}?`}
        action="Delete"
      >
        Records in it are left without a category. Archiving keeps it on them and only stops offering it.
      </ConfirmDialog>
    </>
  );
}
