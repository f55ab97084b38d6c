import Trash2 from 'lucide-react/icons/trash-2';
import { type FormEvent, useState } from 'react';
import type { Category, CategoryWrite, Workspace } from '#contracts/workspaces.ts';
import { useMay } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { EmptyState } from '../../ui/state.tsx';
import { asTree } from './category-tree.ts';
import { useItemChanges } from './use-item-changes.ts';

export function CategorySettings({ workspace }: { workspace: Workspace }) {
  const may = useMay('taxonomy.edit');
  const tree = asTree(workspace.categories);
  return (
    <div className="space-y-4">
      {may ? <AddCategory categories={workspace.categories} /> : null}
      {tree.length === 0 ? (
        <EmptyState title="No categories yet">
          A record has one category; categories can have others below them.
        </EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {tree.map(({ category, depth }) => (
          <CategoryRow key={category.id} category={category} depth={depth} may={may} />
        ))}
      </ul>
    </div>
  );
}

function AddCategory({ categories }: { categories: readonly Category[] }) {
  const { add } = useItemChanges<CategoryWrite>('categories');
  const [label, setLabel] = useState('');
  const [parentId, setParentId] = useState('');
  return (
    <form
      className="flex flex-wrap gap-2"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        add.mutate({ label: label.trim(), parentId: parentId || null }, { onSuccess: () => setLabel('') });
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
      <Select
        aria-label="Below"
        empty="At the top"
        choices={categories.map(({ id, label: name }) => ({ value: id, label: `Below ${name}` }))}
        value={parentId}
        onChange={(event) => setParentId(event.target.value)}
        className="max-w-44"
      />
      <Button type="submit" look="primary" busy={add.isPending}>
        Add
      </Button>
    </form>
  );
}

function CategoryRow({ category, depth, may }: { category: Category; depth: number; may: boolean }) {
  const { change, remove } = useItemChanges<CategoryWrite>('categories');
  const [asking, setAsking] = useState(false);
  const rename = (label: string) => {
    if (label !== '' && label !== category.label)
      change.mutate({ id: category.id, body: { label, parentId: category.parentId } });
  };
  return (
    <li
      className="flex min-h-11 items-center gap-2.5 py-1.5"
      style={{ paddingInlineStart: `${depth * 1.5}rem` }}
    >
      {may ? (
        <Input
          aria-label={`Name of ${category.label}`}
          maxLength={60}
          defaultValue={category.label}
          onBlur={(event) => rename(event.target.value.trim())}
        />
      ) : (
        category.label
      )}
      {may ? (
        <IconButton
          label={`Delete ${category.label}`}
          icon={<Trash2 aria-hidden className="size-4" />}
          onClick={() => setAsking(true)}
        />
      ) : null}
      <ConfirmDialog
        open={asking}
        busy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(category.id)}
        title={`Delete the category ${category.label}?`}
        action="Delete"
      >
        Records in it are left without a category. The records stay.
      </ConfirmDialog>
    </li>
  );
}
