import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { SCOPE_ACTIONS, type Scope } from '#contracts/access.ts';
import {
  type ApiTokenCreate,
  type ApiTokenCreated,
  MOST_TOKEN_DAYS,
  TokenRole,
} from '#contracts/api-tokens.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select, Textarea } from '../../ui/input.tsx';

const SCOPES = Object.keys(SCOPE_ACTIONS) as Scope[];
const ROLES = TokenRole.options.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

type Props = { onClose: () => void; onMade: (made: ApiTokenCreated) => void };

export function NewTokenDialog({ onClose, onMade }: Props) {
  const { workspace } = usePlace();
  const [name, setName] = useState('');
  const [role, setRole] = useState<TokenRole>('member');
  const [scopes, setScopes] = useState<Scope[]>(['cases:read']);
  const [days, setDays] = useState(90);
  const [networks, setNetworks] = useState('');
  const [survives, setSurvives] = useState(false);
  const make = useMutation({
    mutationFn: (body: ApiTokenCreate) =>
      call<ApiTokenCreated>('POST', `/workspaces/${workspace.id}/api-tokens`, { body }),
    onSuccess: onMade,
  });
  const errors: Record<string, string> = make.isError ? fieldErrors(make.error) : {};
  const rangeError = Object.entries(errors).find(([field]) => field.startsWith('ranges'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const ranges = networks.split(/[\s,]+/).filter((part) => part !== '');
    make.mutate({
      name: name.trim(),
      role,
      scopes,
      expiresInDays: days,
      ranges: ranges.length > 0 ? ranges : null,
      survivesMaker: survives,
    });
  };
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="New token"
      lead="It does what its scopes name, and never more than you may."
    >
      <form className="space-y-4 pb-3" onSubmit={submit}>
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
        <fieldset className="space-y-1.5">
          <legend className="font-medium text-sm">Scopes</legend>
          <div className="grid gap-1.5 sm:grid-cols-2">
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                label={<span className="font-mono text-sm">{scope}</span>}
                checked={scopes.includes(scope)}
                onChange={({ target }) =>
                  setScopes(target.checked ? [...scopes, scope] : scopes.filter((other) => other !== scope))
                }
              />
            ))}
          </div>
        </fieldset>
        <Field label="Role at most" error={errors.role}>
          {(control) => (
            <Select
              {...control}
              choices={ROLES}
              value={role}
              onChange={(event) => setRole(event.target.value as TokenRole)}
            />
          )}
        </Field>
        <Field label="Ends after, in days" error={errors.expiresInDays}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={MOST_TOKEN_DAYS}
              required
              value={days}
              onChange={(event) => setDays(event.target.valueAsNumber)}
            />
          )}
        </Field>
        <Field
          label="Only from these networks"
          optional
          hint="203.0.113.0/24, 2001:db8::/32"
          error={rangeError}
        >
          {(control) => (
            <Textarea {...control} value={networks} onChange={(event) => setNetworks(event.target.value)} />
          )}
        </Field>
        <Checkbox
          label="It stays when I leave the workspace"
          checked={survives}
          onChange={(event) => setSurvives(event.target.checked)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={make.isPending} disabled={scopes.length === 0}>
            Make the token
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
