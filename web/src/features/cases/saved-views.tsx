import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Bookmark from 'lucide-react/icons/bookmark';
import Trash2 from 'lucide-react/icons/trash-2';
import { type FormEvent, useState } from 'react';
import type { SavedView, SavedViewWrite } from '#contracts/case-lists.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input } from '../../ui/input.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { viewsQuery } from './case.queries.ts';
import { FRESH, type Listing, sameListing } from './list-filter.ts';

type SavedViewsProps = { listing: Listing; onChange: (listing: Listing) => void };

/** Filters with a name: one's own and those shared with the workspace. */
export function SavedViews({ listing, onChange }: SavedViewsProps) {
  const { workspace } = usePlace();
  const mayShare = useMay('template.edit');
  const client = useQueryClient();
  const views = useQuery(viewsQuery(workspace.id));
  const [naming, setNaming] = useState(false);
  const path = `/workspaces/${workspace.id}/views`;
  const refresh = () => client.invalidateQueries({ queryKey: viewsQuery(workspace.id).queryKey });
  const save = useMutation({
    mutationFn: (body: SavedViewWrite) => call<SavedView>('POST', path, { body }),
    onSuccess: () => setNaming(false),
    onSettled: refresh,
  });
  const restore = ({ name, filter, sort, shared }: SavedView) => save.mutate({ name, filter, sort, shared });
  const remove = useMutation({
    mutationFn: (view: SavedView) => call('DELETE', `${path}/${view.id}`),
    onSuccess: (_, view) => toast(`The view “${view.name}” is gone`, () => restore(view)),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: refresh,
  });
  const items = views.data?.items ?? [];
  const active = items.find((view) => sameListing(view, listing));
  return (
    <>
      <Menu
        label="Saved views"
        side="end"
        triggerClass={buttonClass('plain')}
        trigger={
          <>
            <Bookmark aria-hidden className="size-4" />
            <span className="max-w-40 truncate">{active?.name ?? 'Views'}</span>
          </>
        }
      >
        <MenuItem checked={sameListing(FRESH, listing)} onSelect={() => onChange(FRESH)}>
          Everything
        </MenuItem>
        {items.length > 0 ? <MenuHeading>Saved</MenuHeading> : null}
        {items.map((view) => (
          <MenuItem
            key={view.id}
            checked={view === active}
            onSelect={() => onChange({ filter: view.filter, sort: view.sort })}
          >
            {view.name}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem icon={<Bookmark aria-hidden />} onSelect={() => setNaming(true)}>
          Save this view
        </MenuItem>
        {active && (active.mine || mayShare) ? (
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => remove.mutate(active)}>
            Delete “{active.name}”
          </MenuItem>
        ) : null}
      </Menu>
      <NameView
        open={naming}
        busy={save.isPending}
        error={save.error}
        onClose={() => setNaming(false)}
        onSave={(name, shared) => save.mutate({ ...listing, name, shared })}
      />
    </>
  );
}

type NameViewProps = {
  open: boolean;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onSave: (name: string, shared: boolean) => void;
};

function NameView({ open, busy, error, onClose, onSave }: NameViewProps) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const errors = error ? fieldErrors(error) : {};
  return (
    <Dialog open={open} onClose={onClose} title="Save this view">
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSave(name.trim(), shared);
        }}
      >
        <Field label="Name" error={errors.name ?? errors['']}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Checkbox
          label="Share it with the workspace"
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
