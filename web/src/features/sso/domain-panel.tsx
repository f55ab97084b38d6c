import { type FormEvent, useState } from 'react';
import type { SsoDomain, SsoDomainCreate } from '#contracts/sso.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Panel } from '../../ui/page.tsx';
import { DomainRow } from './domain-row.tsx';
import { useSsoChange } from './sso.queries.ts';

/** The e-mail domains a provider is believed for. */
export function DomainPanel({ domains }: { domains: readonly SsoDomain[] }) {
  return (
    <Panel title="E-mail domains">
      <div className="space-y-4 p-4">
        <p className="text-ink-soft">
          A provider is believed for addresses of these domains alone. A record in the DNS shows that a domain
          is yours.
        </p>
        <AddDomain />
        {domains.length === 0 ? null : (
          <ul className="divide-y divide-line rounded-md border border-line">
            {domains.map((domain) => (
              <DomainRow key={domain.id} domain={domain} />
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

function AddDomain() {
  const [domain, setDomain] = useState('');
  const add = useSsoChange<SsoDomain>(undefined, { silent: true });
  const errors = add.isError ? fieldErrors(add.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: SsoDomainCreate = { domain: domain.trim() };
    add.mutate({ method: 'POST', path: '/domains', body }, { onSuccess: () => setDomain('') });
  };
  return (
    <form onSubmit={submit}>
      <Field label="Domain" error={errors.domain ?? errors['']}>
        {(control) => (
          <div className="flex max-w-md gap-2">
            <Input
              {...control}
              required
              maxLength={253}
              placeholder="example.org"
              autoCapitalize="none"
              spellCheck={false}
              value={domain}
              onChange={(event) => setDomain(event.target.value)}
            />
            <Button type="submit" busy={add.isPending}>
              Add
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
