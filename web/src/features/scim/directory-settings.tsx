import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DirectoryRole, ScimSettings } from '#contracts/scim.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input, Select } from '../../ui/input.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { DirectoryTokens } from './directory-tokens.tsx';
import { GIVEN_ROLES } from './given-roles.ts';
import { GroupRoles } from './group-roles.tsx';
import { scimQuery, useScimChange } from './scim.queries.ts';

/** The workspace's directory: on or off, its tokens, and what its groups give. */
export function DirectorySettings() {
  const { workspace } = usePlace();
  const settings = useQuery(scimQuery(workspace.id));
  if (settings.isPending) return <SkeletonRows rows={5} what="directory sync" />;
  if (settings.isError)
    return <ErrorState message={sentenceOf(settings.error)} onRetry={() => void settings.refetch()} />;
  const { directory, tokens, groups } = settings.data;
  return (
    <div className="space-y-8">
      <DirectoryForm key={directory?.version ?? 0} settings={settings.data} />
      {directory === null ? null : (
        <>
          <DirectoryTokens tokens={tokens} />
          <GroupRoles groups={groups} />
        </>
      )}
    </div>
  );
}

function DirectoryForm({ settings: { directory, baseUrl } }: { settings: ScimSettings }) {
  const [active, setActive] = useState(directory?.active ?? true);
  const [defaultRole, setDefaultRole] = useState<DirectoryRole>(directory?.defaultRole ?? 'member');
  const save = useScimChange('Saved');
  return (
    <form
      className="max-w-xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ method: 'PUT', path: '', body: { active, defaultRole } });
      }}
    >
      <p className="text-ink-soft">
        {directory === null ? 'It is off. ' : null}
        Entra ID, Okta and other providers add, change and shut out members by SCIM 2.0. They make members of
        addresses in your verified domains alone, and never touch an owner.
      </p>
      {directory === null ? null : (
        <Checkbox
          checked={active}
          onChange={(event) => setActive(event.target.checked)}
          label="Let a directory keep the members"
          hint="While it is off, the directory gets no answer; members stay as they are."
        />
      )}
      <Field label="Role of people without a mapped group">
        {(control) => (
          <Select
            {...control}
            choices={GIVEN_ROLES}
            value={defaultRole}
            onChange={(event) => setDefaultRole(event.target.value as DirectoryRole)}
            className="max-w-60"
          />
        )}
      </Field>
      <Field label="Address of the service" hint="The provider calls it tenant URL or base URL.">
        {(control) => (
          <Input
            {...control}
            readOnly
            className="font-mono"
            value={baseUrl}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      {directory === null ? null : <p className="text-ink-faint text-sm">{keptWords(directory.people)}</p>}
      <Button type="submit" look="primary" busy={save.isPending}>
        {directory === null ? 'Turn on' : 'Save'}
      </Button>
    </form>
  );
}

function keptWords(people: number): string {
  if (people === 0) return 'The directory keeps no member yet.';
  return people === 1
    ? 'One member is kept by the directory.'
    : `${people} members are kept by the directory.`;
}
