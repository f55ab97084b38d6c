import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Backups } from '#contracts/backups.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Moment } from '../../ui/moment.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState, Notice } from '../../ui/state.tsx';
import { BackupRow, DrillRow } from './backup-rows.tsx';
import { isDue, KIT, stateSentence } from './backup-words.ts';

/** The last backups of the whole deployment, the rehearsed restores, and what comes next. */
export function BackupsPanel() {
  const { workspace } = usePlace();
  const backups = useQuery({
    queryKey: ['w', workspace.id, 'backups'],
    queryFn: ({ signal }) => call<Backups>('GET', `/workspaces/${workspace.id}/backups`, { signal }),
  });
  if (backups.isPending) return <SkeletonRows rows={5} what="backups" />;
  if (backups.isError)
    return <ErrorState message={sentenceOf(backups.error)} onRetry={() => void backups.refetch()} />;
  return <Overview found={backups.data} />;
}

function Overview({ found }: { found: Backups }) {
  const { backup, drill, kit, nextBackupAt, nextDrillAt } = found;
  const well = backup.status === 'ok' && drill.status !== 'degraded';
  return (
    <div className="space-y-5">
      <p className="max-w-prose text-ink-soft">
        All workspaces of this deployment are backed up together, every day, sealed to a key that is on paper.
        Once a week a backup is restored to see whether it can be.
      </p>
      <Notice tone={well ? 'good' : 'warn'}>
        {stateSentence('backup', backup)} {stateSentence('drill', drill)}{' '}
        {kit === 'confirmed' ? null : KIT[kit]}
      </Notice>
      {nextBackupAt === null || nextDrillAt === null ? null : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-ink-soft">Next backup</dt>
          <dd>
            <Next at={nextBackupAt} />
          </dd>
          <dt className="text-ink-soft">Next rehearsed restore</dt>
          <dd>
            <Next at={nextDrillAt} />
          </dd>
        </dl>
      )}
      <List title="Backups" empty="None yet.">
        {found.backups.map((each) => (
          <BackupRow key={each.id} backup={each} />
        ))}
      </List>
      <List title="Rehearsed restores" empty="None yet.">
        {found.drills.map((each) => (
          <DrillRow key={each.id} drill={each} />
        ))}
      </List>
    </div>
  );
}

/** Whether anything is due is looked at every hour. */
function Next({ at }: { at: string }) {
  return isDue(at, Date.now()) ? 'due now, runs within the hour' : <Moment at={at} />;
}

function List({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <section>
      <h2 className="mb-1 font-medium">{title}</h2>
      {children.length === 0 ? (
        <p className="text-ink-faint">{empty}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">{children}</ul>
      )}
    </section>
  );
}
