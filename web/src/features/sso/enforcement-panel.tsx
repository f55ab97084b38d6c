import { useState } from 'react';
import type { SsoEnforce, SsoSettings } from '#contracts/sso.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { BreakGlassForm } from './break-glass-form.tsx';
import { MissingList } from './missing-list.tsx';
import { useSsoChange } from './sso.queries.ts';

/** Whether the provider's word is the only way in, whom that shuts out, and who gets past in an emergency. */
export function EnforcementPanel({ settings }: { settings: SsoSettings }) {
  const { enforced, missing, connections, breakGlass } = settings;
  const ready = connections.some(({ active, tested }) => active && tested);
  return (
    <Panel
      title="Enforcement"
      actions={enforced ? <Badge tone="good">Enforced</Badge> : <Badge>Not enforced</Badge>}
    >
      <div className="space-y-5 p-4">
        <p className="text-ink-soft">
          {enforced
            ? 'Only the provider opens this workspace. Codes, passwords and passkeys do not.'
            : 'Once enforced, only the provider opens this workspace, from the next request on: codes, passwords and passkeys do not.'}
        </p>
        {ready || enforced ? <MissingList missing={missing} enforced={enforced} /> : null}
        {enforced ? <Lift /> : <Enforce missing={missing.length} ready={ready} />}
        <BreakGlassForm
          key={breakGlass.owners.map(({ userId, named }) => `${userId}${named}`).join()}
          breakGlass={breakGlass}
        />
      </div>
    </Panel>
  );
}

function Enforce({ missing, ready }: { missing: number; ready: boolean }) {
  const { workspace } = usePlace();
  const [asking, setAsking] = useState(false);
  const enforce = useSsoChange<SsoSettings>('Enforced, from the next request on');
  const body: SsoEnforce = { missing };
  return (
    <>
      {ready ? null : (
        <Notice tone="info">Try a connection out and switch it on first: then this can be enforced.</Notice>
      )}
      <Button look="danger" disabled={!ready} onClick={() => setAsking(true)}>
        Enforce single sign-on
      </Button>
      <ConfirmDialog
        open={asking}
        busy={enforce.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          enforce.mutate({ method: 'PUT', path: '/enforcement', body }, { onSettled: () => setAsking(false) })
        }
        title="Let people in by the provider alone?"
        action="Enforce"
        keep="Not now"
        typed={workspace.name}
      >
        {missing === 0
          ? 'Every member has come through it before.'
          : missing === 1
            ? 'One member who never came through it is shut out at once.'
            : `${missing} members who never came through it are shut out at once.`}
      </ConfirmDialog>
    </>
  );
}

function Lift() {
  const lift = useSsoChange('Lifted. Other ways of signing in open the workspace again.');
  return (
    <Button busy={lift.isPending} onClick={() => lift.mutate({ method: 'DELETE', path: '/enforcement' })}>
      Lift enforcement
    </Button>
  );
}
