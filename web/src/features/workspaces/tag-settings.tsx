import Trash2 from 'lucide-react/icons/trash-2';
import { type FormEvent, useState } from 'react';
import type { Tag, TagWrite, Workspace } from '#contracts/workspaces.ts';
import { useMay } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { EmptyState } from '../../ui/state.tsx';
import { TagDot } from '../cases/index.ts';
import { ItemName } from './item-name.tsx';
import { useItemChanges } from './use-item-changes.ts';

const COLORS: Tag['color'][] = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'];
const CHOICES = COLORS.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

export function TagSettings({ workspace }: { workspace: Workspace }) {
  const may = useMay('taxonomy.edit');
  return (
    <div className="space-y-4">
      {may ? <AddTag /> : null}
      {workspace.tags.length === 0 ? (
        <EmptyState title="No tags yet">Tags run across categories: a place, a product, a cause.</EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {workspace.tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} may={may} />
        ))}
      </ul>
    </div>
  );
}

function AddTag() {
  const { add } = useItemChanges<TagWrite>('tags');
  const [label, setLabel] = useState('');
  const [color, setColor] = useState<Tag['color']>('grey');
  return (
    <form
      className="flex flex-wrap gap-2"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        add.mutate({ label: label.trim(), color }, { onSuccess: () => setLabel('') });
      }}
    >
      <Input
        aria-label="New tag"
        placeholder="New tag"
        required
        maxLength={60}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        className="max-w-60"
      />
      <Select
        aria-label="Colour"
        choices={CHOICES}
        value={color}
        onChange={(event) => setColor(event.target.value as Tag['color'])}
        className="max-w-32"
      />
      <Button type="submit" look="primary" busy={add.isPending}>
        Add
      </Button>
    </form>
  );
}

function TagRow({ tag, may }: { tag: Tag; may: boolean }) {
  const { change, remove } = useItemChanges<TagWrite>('tags');
  const [asking, setAsking] = useState(false);
  if (!may) {
    return (
      <li className="flex h-11 items-center gap-2.5">
        <TagDot color={tag.color} />
        {tag.label}
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-2.5 py-1.5">
      <TagDot color={tag.color} />
      <ItemName item={tag} change={change} write={({ color }, label) => ({ label, color })} />
      <Select
        aria-label={`Colour of ${tag.label}`}
        choices={CHOICES}
        value={tag.color}
        onChange={(event) =>
          change.mutate({ of: tag, body: { label: tag.label, color: event.target.value as Tag['color'] } })
        }
        className="max-w-28"
      />
      <IconButton
        label={`Delete ${tag.label}`}
        icon={<Trash2 aria-hidden className="size-4" />}
        onClick={() => setAsking(true)}
      />
      <ConfirmDialog
        open={asking}
        busy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(tag.id)}
        title={`Delete the tag ${tag.label}?`}
        action="Delete"
      >
        It is taken off every record that has it. The records stay.
      </ConfirmDialog>
    </li>
  );
}
