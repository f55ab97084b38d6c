import type { PreviewRow } from '#contracts/case-imports.ts';
import { faultWords } from '#contracts/import-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';

/** The first cases as they will be. */
export function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  return (
    <Panel title="The first rows, as they will be">
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <PreviewItem key={row.row} row={row} />
        ))}
      </ul>
    </Panel>
  );
}

function PreviewItem({ row }: { row: PreviewRow }) {
  const refused = row.faults.length > 0;
  const rest = [row.type, row.severity, row.category, row.owner].filter((word) => word !== '');
  return (
    <li className="flex gap-3 px-4 py-2.5">
      <span className="w-8 shrink-0 pt-0.5 text-right text-ink-faint text-sm tabular-nums">{row.row}</span>
      <div className="min-w-0 grow space-y-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className={refused ? 'text-ink-faint line-through' : 'font-medium'}>
            {row.title === '' ? 'Without a title' : row.title}
          </span>
          {refused ? <Badge tone="bad">Refused</Badge> : <Badge>{row.state}</Badge>}
        </p>
        <p className="break-words text-ink-faint text-sm">
          {rest.join(' · ')}
          {row.due === null ? null : (
            <>
              {' · due '}
              <Moment at={row.due} />
            </>
          )}
          {row.tags.length > 0 ? ` · ${row.tags.join(', ')}` : ''}
        </p>
        {row.faults.map((fault) => (
          <p key={faultWords(fault)} className="text-bad text-sm">
            {faultWords(fault)}
          </p>
        ))}
      </div>
    </li>
  );
}
