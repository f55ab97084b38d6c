import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Scope } from '#contracts/access.ts';
import { type ApiTokenCreate, type ApiTokenCreated, TokenRole } from '#contracts/api-tokens.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select } from '../../ui/input.tsx';
import { RangeList } from '../address-rules/index.ts';
import { EndPicker } from './end-picker.tsx';
import { ScopePicker } from './scope-picker.tsx';

const ROLES = TokenRole.options.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));
const FRESH: ApiTokenCreate = {
  name: '',
  role: 'member',
  scopes: ['cases:read'],
  expiresInDays: 90,
  ranges: null,
  survivesMaker: false,
};

type Props = { onClose: () => void; onMade: (made: ApiTokenCreated) => void };

export function NewTokenDialog({ onClose, onMade }: Props) {
  const { workspace } = usePlace();
  const [form, setForm] = useState(FRESH);
  const change = (part: Partial<ApiTokenCreate>) => setForm((now) => ({ ...now, ...part }));
  const make = useMutation({
    mutationFn: (body: ApiTokenCreate) =>
      call<ApiTokenCreated>('POST', `/workspaces/${workspace.id}/api-tokens`, { body }),
    onSuccess: onMade,
  });
  const errors: Record<string, string> = make.isError ? fieldErrors(make.error) : {};
  const rangeError = Object.entries(errors).find(([field]) => field.startsWith('ranges'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ ...form, name: form.name.trim() });
  };
  return (
    <Dialog
      open
      sticky
      wide
      onClose={onClose}
      title="New token"
      lead="It does what its scopes name, and never more than you may."
    >
      <form className="space-y-5 pb-3" onSubmit={submit}>
        <Field label="Name" hint="Where it will live: “Nightly export”" error={errors.name ?? errors['']}>
          {(control) => (
            <Input
              {...control}
              required
              autoFocus
              maxLength={80}
              value={form.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          )}
        </Field>
        <ScopePicker scopes={form.scopes} onChange={(scopes: Scope[]) => change({ scopes })} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Rank at most" hint="Nor more than your own, by then" error={errors.role}>
            {(control) => (
              <Select
                {...control}
                choices={ROLES}
                value={form.role}
                onChange={({ target }) => change({ role: TokenRole.parse(target.value) })}
              />
            )}
          </Field>
          <EndPicker
            days={form.expiresInDays}
            onChange={(expiresInDays) => change({ expiresInDays })}
            error={errors.expiresInDays}
          />
        </div>
        <RangeList
          label="Only from these networks"
          hint="A token that leaks is then of no use elsewhere."
          optional
          ranges={form.ranges ?? []}
          onChange={(ranges) => change({ ranges: ranges.length > 0 ? [...ranges] : null })}
          error={rangeError}
        />
        <Checkbox
          label="It stays when I leave the workspace"
          hint="Otherwise it ends with your membership."
          checked={form.survivesMaker}
          onChange={({ target }) => change({ survivesMaker: target.checked })}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={make.isPending} disabled={form.scopes.length === 0}>
            Make the token
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
