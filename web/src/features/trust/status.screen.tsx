import { useQuery } from '@tanstack/react-query';
import type { StatusPage } from '#contracts/status.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { drillFacts } from '../backups/index.ts';
import { StatusIncidents } from './status-incidents.tsx';
import { StatusRow } from './status-row.tsx';
import { lengthWords, SENTENCES } from './status-words.ts';
import { statusQuery } from './trust.queries.ts';

export function StatusScreen() {
  const status = useQuery(statusQuery);
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Status"
        heading={status.data ? SENTENCES[status.data.status] : 'Status'}
        lead={
          status.data ? (
            <>
              Checked <Moment at={status.data.checkedAt} />; checked again every 30 seconds. Each bar is one
              day of the last 90, in the colour of the worst that was seen on it.
            </>
          ) : (
            'Checking each part'
          )
        }
      >
        {status.isPending ? (
          <Panel>
            <SkeletonRows rows={7} what="the status" />
          </Panel>
        ) : null}
        {status.isError ? (
          <Panel>
            <ErrorState
              title="No answer"
              message="The server does not answer its own health check."
              onRetry={() => void status.refetch()}
            />
          </Panel>
        ) : null}
        {status.data ? <Told page={status.data} /> : null}
      </Page>
    </PublicFrame>
  );
}

function Told({ page }: { page: StatusPage }) {
  return (
    <div className="space-y-6">
      <StatusIncidents notes={page.notes} />
      <Panel>
        <ul aria-live="polite" className="divide-y divide-line">
          {page.parts.map((part) => (
            <StatusRow
              key={part.name}
              part={part}
              now={Date.parse(page.checkedAt)}
              facts={part.name === 'drill' && page.drill ? drillFacts(page.drill) : null}
            />
          ))}
        </ul>
      </Panel>
      <SilentTimes silent={page.silent} />
      <p className="text-ink-faint text-sm">
        For other pages: the badge at <code className="font-mono">/status/badge.svg</code>; for programs:{' '}
        <code className="font-mono">/api/health</code>.
      </p>
    </div>
  );
}

function SilentTimes({ silent }: Pick<StatusPage, 'silent'>) {
  if (silent.length === 0) return null;
  const total = silent.reduce((sum, { minutes }) => sum + minutes, 0);
  return (
    <details className="text-ink-soft text-sm">
      <summary className="inline-flex min-h-6 items-center hover:text-ink">
        Nothing ran here for {lengthWords(total)} in these 90 days
      </summary>
      <ul className="mt-1 max-w-md divide-y divide-line">
        {silent.toReversed().map(({ day, minutes }) => (
          <li key={day} className="flex min-h-8 items-center gap-3">
            <span className="grow">{dayOf(`${day}T12:00:00Z`)}</span>
            <span className="tabular-nums">{lengthWords(minutes)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
