import type { Contact, HoldDecision } from '#contracts/contacts.ts';
import { Panel } from '../../ui/page.tsx';
import { minuteOf } from '../../ui/time-words.ts';

const DECISIONS: Readonly<Record<HoldDecision, string>> = { placed: 'Placed', lifted: 'Lifted' };

/** Whether nothing of it may be deleted, and each time that was said: by whom, when and why. */
export function HoldsPanel({ contact }: { contact: Contact }) {
  if (contact.holds.length === 0) return null;
  return (
    <Panel title="Legal hold">
      <p className="px-4 pt-3 text-ink-soft">
        {contact.legalHold
          ? 'Nothing of this contact is deleted, by anybody or by retention, until the hold is lifted.'
          : 'No hold is on: this contact may be deleted again.'}
      </p>
      <ul className="divide-y divide-line">
        {contact.holds.map(({ id, decision, at, by, reason }) => (
          <li key={id} data-hold={decision} className="px-4 py-2.5">
            <p>
              <span className="font-medium">{DECISIONS[decision]}</span>
              <span className="text-ink-faint text-sm">
                {' · '}
                {minuteOf(at)}, by {by.name || 'somebody who left'}
              </span>
            </p>
            <p className="break-words text-ink-soft">{reason}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
