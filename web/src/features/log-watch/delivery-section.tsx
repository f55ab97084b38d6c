import { useMutation } from '@tanstack/react-query';
import type { AlertDelivery } from '#contracts/log-watch.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { toastError } from '../../ui/toast.tsx';
import { useAlerts, useDeliveries, useLogWatch } from './log-watch.queries.ts';
import { Section } from './section.tsx';
import { deliveryWords } from './watch-words.ts';

const TONES = { sent: 'good', waiting: 'warn', failed: 'bad' } as const;

export function DeliverySection() {
  const deliveries = useDeliveries();
  const alerts = useAlerts();
  const names = new Map(alerts.data?.items.map(({ id, name }) => [id, name]));
  const items = deliveries.data?.items ?? [];
  return (
    <Section
      title="Messages of alerts"
      lead="The last fifty. One that fails is tried again for days, and can be sent from here."
    >
      {deliveries.isPending ? <SkeletonRows rows={2} what="messages" /> : null}
      {deliveries.isError ? (
        <ErrorState message={sentenceOf(deliveries.error)} onRetry={() => void deliveries.refetch()} />
      ) : null}
      {deliveries.isSuccess && items.length === 0 ? <p className="text-ink-faint">None yet.</p> : null}
      <ul className="divide-y divide-line">
        {items.map((one) => (
          <Row key={one.id} one={one} name={names.get(one.alertId) ?? ''} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ one, name }: { one: AlertDelivery; name: string }) {
  const { path, refresh } = useLogWatch();
  const retry = useMutation({
    mutationFn: () => call('POST', `${path}/alert-deliveries/${one.id}/tries`),
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: refresh,
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0 grow basis-60">
        <p className="break-words font-medium">{name}</p>
        <p className="text-ink-soft text-sm">
          <Moment at={one.madeAt} />
          {one.actor ? ` · ${one.actor.name}` : ''}
          {one.count > 1 ? ` · at least ${one.count} times` : ''} · by {one.channel}
        </p>
      </div>
      <Badge tone={TONES[one.state]}>{deliveryWords(one)}</Badge>
      {one.state === 'sent' ? null : (
        <Button busy={retry.isPending} onClick={() => retry.mutate()}>
          Send now
        </Button>
      )}
    </li>
  );
}
