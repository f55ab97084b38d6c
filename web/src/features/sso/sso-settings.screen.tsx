import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { SsoSettings } from '#contracts/sso.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { DomainPanel } from './domain-panel.tsx';
import { EnforcementPanel } from './enforcement-panel.tsx';
import { ssoQuery } from './sso.queries.ts';

const MOST_CONNECTIONS = 5;

/** Single sign-on of the workspace, from the first domain to enforcement. */
export function SsoSettingsScreen() {
  const { workspace } = usePlace();
  const { part = 'security' } = useSearch({ from: '/signed-in/w/$workspaceId/settings/sso' });
  const settings = useQuery(ssoQuery(workspace.id));
  return (
    <Page
      title="Single sign-on"
      width="text"
      lead="Let people in by your own identity provider."
      actions={
        <Link
          to="/w/$workspaceId/settings"
          params={{ workspaceId: workspace.id }}
          search={{ part }}
          className={buttonClass()}
        >
          All settings
        </Link>
      }
    >
      {settings.isPending ? <SkeletonRows rows={6} what="single sign-on" /> : null}
      {settings.isError ? (
        <ErrorState message={sentenceOf(settings.error)} onRetry={() => void settings.refetch()} />
      ) : null}
      {settings.data ? <Parts settings={settings.data} /> : null}
    </Page>
  );
}

function Parts({ settings }: { settings: SsoSettings }) {
  const { connections, domains } = settings;
  const [adding, setAdding] = useState(false);
  const asking = adding || connections.length === 0;
  return (
    <div className="space-y-5">
      <DomainPanel domains={domains} />
      {connections.map((connection) => (
        <ConnectionPanel key={connection.id} connection={connection} />
      ))}
      {asking ? (
        <Panel title="Connect a provider">
          <div className="p-4">
            <ConnectForm onDone={() => setAdding(false)} />
          </div>
        </Panel>
      ) : connections.length < MOST_CONNECTIONS ? (
        <Button onClick={() => setAdding(true)}>Connect another provider</Button>
      ) : null}
      <EnforcementPanel settings={settings} />
    </div>
  );
}
