import type { Backup, Drill } from '#contracts/backups.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { backupFacts, drillFacts, OUTCOMES } from './backup-words.ts';

export function BackupRow({ backup }: { backup: Backup }) {
  const { tone, text } = OUTCOMES[backup.outcome];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="grow basis-40">
        <Moment at={backup.takenAt} />
        {backup.mine ? null : <span className="text-ink-soft"> by another tool</span>}
      </span>
      <Badge tone={tone}>{text}</Badge>
      <span className="basis-full text-ink-soft text-sm tabular-nums">{backupFacts(backup)}</span>
    </li>
  );
}

export function DrillRow({ drill }: { drill: Drill }) {
  const { tone, text } = OUTCOMES[drill.outcome];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="grow basis-40">
        <Moment at={drill.startedAt} />
      </span>
      <Badge tone={tone}>{text}</Badge>
      <span className="basis-full text-ink-soft text-sm tabular-nums">{drillFacts(drill)}</span>
    </li>
  );
}
