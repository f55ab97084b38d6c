import { type FormEvent, useState } from 'react';
import type { OidcKnown, SsoConnection, SsoConnectionPatch } from '#contracts/sso.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/state.tsx';
import { clientDraft, clientPatchOf } from './oidc.draft.ts';
import { OidcFields } from './oidc-fields.tsx';
import { useSsoChange } from './sso.queries.ts';

/** Another issuer, client id or secret; a new secret in the place of one that ends. */
export function OidcForm({ connection, known }: { connection: SsoConnection; known: OidcKnown }) {
  const [draft, setDraft] = useState(() => clientDraft(known));
  const save = useSsoChange<SsoConnection>('Taken over. Try it out again.', { silent: true });
  const errors = save.isError ? fieldErrors(save.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: SsoConnectionPatch = { client: clientPatchOf(draft) };
    const path = `/connections/${connection.id}`;
    save.mutate({ method: 'PATCH', path, body, ifMatch: ifMatchOf(connection) });
  };
  return (
    <form onSubmit={submit} className="max-w-xl space-y-4">
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <OidcFields draft={draft} onChange={setDraft} errors={errors} known={known} />
      <Button type="submit" busy={save.isPending}>
        Take over
      </Button>
    </form>
  );
}
