import Plus from 'lucide-react/icons/plus';
import { type FormEvent, useState } from 'react';
import type { GivenRole, SsoConnection } from '#contracts/sso.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { ROLE_NAMES } from '../members/role-names.ts';
import { rolesUpTo } from '../members/roles-up-to.ts';
import { draftOf, type MappingDraft, patchOf, withRole } from './mapping.draft.ts';
import { RoleRow } from './role-row.tsx';
import { useSsoChange } from './sso.queries.ts';

/** Which attributes name a person, which groups give a role, and who may join by coming through. */
export function MappingForm({ connection }: { connection: SsoConnection }) {
  const { workspace } = usePlace();
  const [draft, setDraft] = useState(() => draftOf(connection));
  const save = useSsoChange<SsoConnection>('Saved. Try it out again.', { silent: true });
  const roles = rolesUpTo(workspace.role).filter((role) => role !== 'owner');
  const choices = roles.map((role) => ({ value: role, label: ROLE_NAMES[role] }));
  const errors = save.isError ? fieldErrors(save.error) : {};
  const general = errors[''] ?? errors.mapping;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const path = `/connections/${connection.id}`;
    save.mutate({ method: 'PATCH', path, body: patchOf(draft), ifMatch: ifMatchOf(connection) });
  };
  return (
    <form onSubmit={submit} className="max-w-xl space-y-5">
      {general ? <Notice tone="bad">{general}</Notice> : null}
      <AttributeFields draft={draft} onChange={setDraft} />
      <fieldset className="space-y-2">
        <legend className="mb-1.5 font-medium text-sm">Roles by group</legend>
        <p className="text-ink-faint text-sm">
          The highest that fits counts, whenever they sign in. Never Owner, and never for an owner.
        </p>
        {draft.roles.map((row) => (
          <RoleRow
            key={row.key}
            row={row}
            choices={choices}
            onChange={(next) =>
              setDraft({ ...draft, roles: draft.roles.map((one) => (one.key === row.key ? next : one)) })
            }
            onRemove={() => setDraft({ ...draft, roles: draft.roles.filter(({ key }) => key !== row.key) })}
          />
        ))}
        <Button
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => setDraft(withRole(draft, 'member'))}
        >
          Add a group
        </Button>
      </fieldset>
      <Field
        label="Whoever comes without a membership"
        hint={draft.joinRole === '' ? 'Invite them first.' : 'Joins with this role, when they first come.'}
      >
        {(control) => (
          <Select
            {...control}
            empty="is not let in"
            choices={choices}
            value={draft.joinRole}
            onChange={(event) => setDraft({ ...draft, joinRole: event.target.value as GivenRole | '' })}
          />
        )}
      </Field>
      {connection.kind === 'saml' ? (
        <Checkbox
          checked={draft.unasked}
          onChange={(event) => setDraft({ ...draft, unasked: event.target.checked })}
          label="Take sign-ins that begin at the provider"
          hint="Their person is asked whether they meant it. Off is safer."
        />
      ) : null}
      <Button type="submit" look="primary" busy={save.isPending}>
        Save
      </Button>
    </form>
  );
}

type AttributeProps = { draft: MappingDraft; onChange: (draft: MappingDraft) => void };

const ATTRIBUTES = [
  { field: 'email', label: 'Attribute with the e-mail address' },
  { field: 'name', label: 'Attribute with the name' },
  { field: 'groups', label: 'Attribute with the groups' },
] as const;

function AttributeFields({ draft, onChange }: AttributeProps) {
  return ATTRIBUTES.map(({ field, label }) => (
    <Field key={field} label={label} optional>
      {(control) => (
        <Input
          {...control}
          maxLength={300}
          placeholder="found by itself"
          value={draft[field]}
          onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
        />
      )}
    </Field>
  ));
}
