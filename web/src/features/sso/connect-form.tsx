import { type FormEvent, useState } from 'react';
import type { SsoConnection, SsoConnectionCreate } from '#contracts/sso.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { MetadataFields, metadataOf, NO_METADATA } from './metadata-fields.tsx';
import { useSsoChange } from './sso.queries.ts';

/** Connects a provider by its metadata; nobody can sign in through it yet. */
export function ConnectForm({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [metadata, setMetadata] = useState(NO_METADATA);
  const connect = useSsoChange<SsoConnection>('Connected. Try it out next.', { silent: true });
  const errors = connect.isError ? fieldErrors(connect.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: SsoConnectionCreate = { kind: 'saml', name: name.trim(), metadata: metadataOf(metadata) };
    connect.mutate({ method: 'POST', path: '/connections', body }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="max-w-xl space-y-4">
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <Field label="Name" hint="As your people know it." error={errors.name}>
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
      <MetadataFields draft={metadata} onChange={setMetadata} error={errors.metadata} />
      <Button type="submit" look="primary" busy={connect.isPending}>
        Connect
      </Button>
    </form>
  );
}
