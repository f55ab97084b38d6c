import { useQuery } from '@tanstack/react-query';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';
import { departuresQuery } from './leaver.queries.ts';
import { ReceiptLinks } from './receipt-links.tsx';

/** Who departed, with the receipts; nothing where nobody did. */
export function DeparturesPanel() {
  const { workspace } = usePlace();
  const { data } = useQuery(departuresQuery(workspace.id));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel title="Departures">
      <ul className="divide-y divide-line">
        {data.items.map(({ id, member, by, at, shutOut }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
            <div className="min-w-0 grow basis-48">
              <p className="font-medium">{member.name}</p>
              <p className="text-ink-faint text-sm">
                by {by.name} · <Moment at={at} />
              </p>
            </div>
            <Badge tone={shutOut ? 'good' : 'bad'}>{shutOut ? 'Shut out, tried' : 'Still opens'}</Badge>
            <ReceiptLinks departureId={id} of={member.name} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
