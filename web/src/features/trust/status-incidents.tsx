import type { StatusNote } from '#contracts/status.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/page.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { incidentsOf, NOTE_STATES } from './status-words.ts';

/** What whoever runs this says about it, incident by incident. */
export function StatusIncidents({ notes }: { notes: readonly StatusNote[] }) {
  if (notes.length === 0) return null;
  return (
    <Panel title="What whoever runs this says">
      <ul className="divide-y divide-line">
        {incidentsOf(notes).map((incident) => (
          <li key={incident[0]?.about} className="px-4 py-3">
            <ol className="space-y-3">
              {incident.map(({ id, at, state, said }) => (
                <li key={id}>
                  <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-faint text-sm">
                    <Badge tone={NOTE_STATES[state].tone}>{NOTE_STATES[state].text}</Badge>
                    {minuteOf(at)}
                  </p>
                  <p className="mt-1 max-w-prose whitespace-pre-line">{said}</p>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
