import { type ReactNode, useState } from 'react';
import type { SsoConnection, SsoLeave } from '#contracts/sso.ts';
import { leaveFor } from '../../app/leave.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/page.tsx';
import { MappingForm } from './mapping-form.tsx';
import { MetadataForm } from './metadata-form.tsx';
import { OidcFacts } from './oidc-facts.tsx';
import { OidcForm } from './oidc-form.tsx';
import { SamlFacts } from './saml-facts.tsx';
import { useSsoChange } from './sso.queries.ts';
import { TestResult } from './test-result.tsx';

/** One provider: what it has to be told, a test, its switch, and how its people are read. */
export function ConnectionPanel({ connection }: { connection: SsoConnection }) {
  const { id, name, active, tested, test } = connection;
  return (
    <Panel title={name} actions={<State active={active} tested={tested} />}>
      <div className="space-y-6 p-4">
        {test ? <TestResult test={test} stale={!tested} /> : null}
        <Actions connection={connection} />
        {connection.oidc === null ? (
          <SamlFacts connection={connection} />
        ) : (
          <OidcFacts connection={connection} known={connection.oidc} />
        )}
        <Folded title="Attributes, roles and joining">
          <MappingForm key={connection.version} connection={connection} />
        </Folded>
        {connection.oidc === null ? (
          <Folded title="New metadata">
            <MetadataForm key={connection.version} connection={connection} />
          </Folded>
        ) : (
          <Folded title="Issuer, client and secret">
            <OidcForm key={connection.version} connection={connection} known={connection.oidc} />
          </Folded>
        )}
        <Removal id={id} name={name} />
      </div>
    </Panel>
  );
}

function State({ active, tested }: Pick<SsoConnection, 'active' | 'tested'>) {
  if (active) return <Badge tone="good">On</Badge>;
  return tested ? <Badge tone="accent">Tested, off</Badge> : <Badge>Not tested</Badge>;
}

function Actions({ connection: { id, active, tested } }: { connection: SsoConnection }) {
  const tryOut = useSsoChange<SsoLeave>(undefined);
  const turnOn = useSsoChange('Switched on. Addresses of your domains are offered it.');
  const turnOff = useSsoChange('Switched off');
  const path = `/connections/${id}`;
  const begin = () =>
    tryOut.mutate(
      { method: 'POST', path: `${path}/tests` },
      { onSuccess: ({ location }) => leaveFor(location) },
    );
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <Button look={tested ? 'plain' : 'primary'} busy={tryOut.isPending} onClick={begin}>
          Try it out
        </Button>
        {active ? (
          <Button
            busy={turnOff.isPending}
            onClick={() => turnOff.mutate({ method: 'DELETE', path: `${path}/activation` })}
          >
            Switch off
          </Button>
        ) : (
          <Button
            look={tested ? 'primary' : 'plain'}
            disabled={!tested}
            busy={turnOn.isPending}
            onClick={() => turnOn.mutate({ method: 'PUT', path: `${path}/activation` })}
          >
            Switch on
          </Button>
        )}
      </div>
      <p className="text-ink-faint text-sm">
        A try goes to the provider and back, signs nobody in, and shows here what arrived.
      </p>
    </div>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="rounded-md border border-line">
      <summary className="cursor-pointer px-3 py-2 font-medium text-sm">{title}</summary>
      <div className="border-line border-t p-3">{children}</div>
    </details>
  );
}

function Removal({ id, name }: Pick<SsoConnection, 'id' | 'name'>) {
  const [asking, setAsking] = useState(false);
  const remove = useSsoChange('Taken away');
  return (
    <>
      <Button look="ghost" onClick={() => setAsking(true)}>
        Take this connection away
      </Button>
      <ConfirmDialog
        open={asking}
        busy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(
            { method: 'DELETE', path: `/connections/${id}` },
            { onSettled: () => setAsking(false) },
          )
        }
        title={`Take ${name} away?`}
        action="Take away"
      >
        Nobody signs in through it any more. Members stay members.
      </ConfirmDialog>
    </>
  );
}
