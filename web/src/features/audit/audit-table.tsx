import type { AuditEntry } from '#contracts/audit.ts';
import { Person } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { minuteOf } from '../../ui/time-words.ts';
import { actionWords } from './action-words.ts';

// One grid for all rows where there is room; stacked lines where there is none.
const GRID = 'px-4 py-2.5 lg:grid lg:gap-4';
const WIDE = 'lg:grid-cols-[11rem_10rem_minmax(0,1fr)_9rem_9rem_5rem]';
/** In a dialog. */
const NARROW = 'lg:grid-cols-[10rem_9rem_minmax(0,1fr)_7rem_8rem_4rem]';

type Props = { entries: readonly AuditEntry[]; narrow?: boolean };

export function AuditTable({ entries, narrow = false }: Props) {
  const grid = cx(GRID, narrow ? NARROW : WIDE);
  return (
    <>
      <div aria-hidden className={cx(grid, 'hidden border-line border-b text-ink-faint text-sm')}>
        {['When', 'Who', 'What', 'On', 'From', 'Sealed as'].map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} grid={grid} />
        ))}
      </ul>
    </>
  );
}

function Row({ entry, grid }: { entry: AuditEntry; grid: string }) {
  const { at, actor, token, action, target, fields, outcome, ip, requestId, seq } = entry;
  return (
    <li className={cx(grid, 'space-y-1 hover:bg-hover lg:space-y-0')}>
      <time dateTime={at} className="block text-ink-soft tabular-nums">
        {minuteOf(at)}
      </time>
      <div className="min-w-0">
        <Person name={actor?.name} nobody="Caseward" />
        {token ? <p className="truncate text-ink-faint text-sm">by token {token.name}</p> : null}
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {actionWords(action)}
          {outcome === 'refused' ? <Badge tone="warn">Refused</Badge> : null}
        </p>
        {fields.length > 0 ? <p className="text-ink-faint text-sm">{fields.join(', ')}</p> : null}
      </div>
      <p>
        {target.kind.replaceAll('-', ' ')}{' '}
        {target.id ? (
          <span className="font-mono text-ink-faint text-xs lg:block" title={target.id}>
            {target.id.slice(0, 8)}
          </span>
        ) : null}
      </p>
      <p className="text-ink-soft">
        {ip ?? 'No address'}{' '}
        {requestId ? (
          <span className="font-mono text-ink-faint text-xs lg:block">{requestId.slice(0, 12)}</span>
        ) : null}
      </p>
      <p className="text-ink-faint tabular-nums">{seq === null ? 'Waiting' : `#${seq}`}</p>
    </li>
  );
}
