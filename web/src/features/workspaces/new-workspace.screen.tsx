import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Preset } from '#contracts/presets.ts';
import type { Workspace, WorkspaceCreate } from '#contracts/workspaces.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { AccountFrame } from '../../app/account-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Page } from '../../ui/page.tsx';
import { PresetChoice } from './preset-choice.tsx';

export function NewWorkspaceScreen() {
  const client = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState('');
  const [preset, setPreset] = useState<Preset>('knowledge');
  const create = useMutation({
    mutationFn: (body: WorkspaceCreate) => call<Workspace>('POST', '/workspaces', { body }),
    onSuccess: async (workspace) => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await router.navigate({ to: '/w/$workspaceId', params: { workspaceId: workspace.id } });
    },
  });
  const errors = create.isError ? fieldErrors(create.error) : {};
  return (
    <AccountFrame>
      <Page width="text" title="New workspace" lead="A room of its own: own members, own keys, own words.">
        <form
          className="max-w-md space-y-5"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            create.mutate({ name: name.trim(), preset });
          }}
        >
          <Field label="Name" error={errors.name ?? errors['']}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={120}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <PresetChoice value={preset} onChange={setPreset} />
          <Button type="submit" look="primary" busy={create.isPending}>
            Make the workspace
          </Button>
        </form>
      </Page>
    </AccountFrame>
  );
}
