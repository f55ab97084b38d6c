import { useQuery } from '@tanstack/react-query';
import type { Health, HealthStatus } from '#contracts/health.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { readHealth } from './read-health.ts';

const PARTS: Record<Health['checks'][number]['name'], string> = {
  database: 'Database',
  configuration: 'Configuration',
  backup: 'Backup',
  mail: 'Mail',
  storage: 'Evidence storage',
  scanner: 'Malware scanner',
  keys: 'Keys',
  audit: 'Audit log',
};

const STATUS: Record<HealthStatus, { tone: Tone; text: string }> = {
  ok: { tone: 'good', text: 'Working' },
  degraded: { tone: 'warn', text: 'Degraded' },
  down: { tone: 'bad', text: 'Down' },
  off: { tone: 'neutral', text: 'Not configured' },
};

const SENTENCES = { ok: 'Everything works', degraded: 'Working, with something amiss', down: 'Not working' };

export function StatusScreen() {
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => readHealth(signal),
    refetchInterval: 30_000,
  });
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Status"
        heading={health.data ? SENTENCES[health.data.status] : 'Status'}
        lead={
          health.data ? (
            <>
              Checked <Moment at={health.data.checkedAt} />; checked again every 30 seconds.
            </>
          ) : (
            'Checking each part'
          )
        }
      >
        <Panel>
          {health.isPending ? <SkeletonRows rows={7} what="the status" /> : null}
          {health.isError ? (
            <ErrorState
              title="No answer"
              message="The server does not answer its own health check."
              onRetry={() => void health.refetch()}
            />
          ) : null}
          <ul aria-live="polite" className="divide-y divide-line">
            {health.data?.checks.map(({ name, status, ms }) => (
              <li key={name} className="flex h-12 items-center gap-3 px-4">
                <span className="grow">{PARTS[name]}</span>
                <span className="text-ink-faint text-sm tabular-nums">{ms.toFixed(1)} ms</span>
                <span className="flex w-28 justify-end">
                  <Badge tone={STATUS[status].tone}>{STATUS[status].text}</Badge>
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      </Page>
    </PublicFrame>
  );
}
