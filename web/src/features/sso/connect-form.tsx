import { type FormEvent, useState } from 'react';
import type { SsoConnection, SsoConnectionCreate, SsoKind } from '#contracts/sso.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { KindChoice } from './kind-choice.tsx';
import { MetadataFields, metadataOf, NO_METADATA } from './metadata-fields.tsx';
import { clientOf, NO_CLIENT } from './oidc.draft.ts';
import { OidcFields } from './oidc-fields.tsx';
import { useSsoChange } from './sso.queries.ts';

/** Connects a provider by its metadata or its issuer; nobody can sign in through it yet. */
export function ConnectForm({ onDone }: { onDone: () => void }) {
  const [kind, setKind] = useState<SsoKind>('saml');
  const [typed, setName] = useState('');
  const [metadata, setMetadata] = useState(NO_METADATA);
  const [client, setClient] = useState(NO_CLIENT);
  const connect = useSsoChange<SsoConnection>('Connected. Try it out next.', { silent: true });
  const errors = connect.isError ? fieldErrors(connect.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = typed.trim();
    const body: SsoConnectionCreate =
      kind === 'saml'
        ? { kind, name, metadata: metadataOf(metadata) }
        : { kind, name, client: clientOf(client) };
    connect.mutate({ method: 'POST', path: '/connections', body }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="max-w-xl space-y-4">
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <KindChoice kind={kind} onChange={setKind} />
      <Field label="Name" hint="As your people know it." error={errors.name}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={80}
            value={typed}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {kind === 'saml' ? (
        <MetadataFields draft={metadata} onChange={setMetadata} errors={errors} />
      ) : (
        <OidcFields draft={client} onChange={setClient} errors={errors} />
      )}
      <Button type="submit" look="primary" busy={connect.isPending}>
        Connect
      </Button>
    </form>
  );
}
