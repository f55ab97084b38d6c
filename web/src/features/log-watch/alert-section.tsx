import BellRing from 'lucide-react/icons/bell-ring';
import { useState } from 'react';
import type { LogAlert, LogAlertMade } from '#contracts/log-watch.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { useAlerts, useLogWatch } from './log-watch.queries.ts';
import { NewAlertDialog } from './new-alert-dialog.tsx';
import { Section } from './section.tsx';
import { SigningSecretDialog } from './signing-secret-dialog.tsx';
import { WatchRow } from './watch-row.tsx';
import { KINDS, whenWords, whereWords } from './watch-words.ts';

export function AlertSection() {
  const alerts = useAlerts();
  const { refresh } = useLogWatch();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const items = alerts.data?.items ?? [];
  const made = (reply: LogAlertMade) => {
    setMaking(false);
    setSecret(reply.secret);
    void refresh();
  };
  return (
    <Section
      title="Alerts"
      lead="Tell somebody when something happens that should not, or not so often."
      action={
        <Button look="primary" onClick={() => setMaking(true)}>
          New alert
        </Button>
      }
    >
      {alerts.isPending ? <SkeletonRows rows={2} what="alerts" /> : null}
      {alerts.isError ? (
        <ErrorState message={sentenceOf(alerts.error)} onRetry={() => void alerts.refetch()} />
      ) : null}
      {alerts.isSuccess && items.length === 0 ? (
        <EmptyState icon={<BellRing />} title="No alerts yet">
          A good first one: somebody becomes admin or owner.
        </EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {items.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </ul>
      {making ? <NewAlertDialog onClose={() => setMaking(false)} onMade={made} /> : null}
      {secret ? <SigningSecretDialog secret={secret} onClose={() => setSecret(null)} /> : null}
    </Section>
  );
}

function AlertRow({ alert }: { alert: LogAlert }) {
  const { path } = useLogWatch();
  const toggle = alert.active ? 'Switch off' : 'Switch on';
  return (
    <WatchRow
      item={alert}
      at={`${path}/log-alerts/${alert.id}`}
      badge={alert.active ? null : <Badge>Off</Badge>}
      toggle={{ text: toggle, label: toggle }}
      removal={{
        title: 'Remove the alert?',
        lost: 'Nobody is told any more, and messages of it that were not sent yet are dropped.',
      }}
    >
      <p className="text-ink-soft text-sm">
        {KINDS[alert.kind].label} · {whenWords(alert).toLowerCase()}
      </p>
      <p className="break-words text-ink-faint text-sm">By {whereWords(alert)}</p>
    </WatchRow>
  );
}
