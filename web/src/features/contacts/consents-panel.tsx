import { useState } from 'react';
import type { Contact, PurposeStanding } from '#contracts/contacts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { DECISIONS, PURPOSES } from './contact-words.ts';

/** What their data may be used for now, purpose by purpose. */
export function ConsentsPanel({ contact, mayEdit }: { contact: Contact; mayEdit: boolean }) {
  return (
    <Panel title="Consent">
      <ul className="divide-y divide-line">
        {contact.standing.map((standing) => (
          <PurposeRow key={standing.purpose} contact={contact} standing={standing} mayEdit={mayEdit} />
        ))}
      </ul>
    </Panel>
  );
}

type PurposeRowProps = { contact: Contact; standing: PurposeStanding; mayEdit: boolean };

function PurposeRow({ contact, standing, mayEdit }: PurposeRowProps) {
  const [open, setOpen] = useState(false);
  const { purpose, allowed, since } = standing;
  const { name, text } = PURPOSES[purpose];
  const said = contact.consents.find((one) => one.purpose === purpose);
  // The newest word, which do-not-sell may outweigh.
  const decision = said?.decision === 'given' ? 'withdrawn' : 'given';
  const outweighed = !allowed && said?.decision === 'given';
  return (
    <li data-purpose={purpose} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-48">
        <p className="flex items-center gap-2 font-medium">
          {name}
          <Badge tone={allowed ? 'good' : 'neutral'}>{allowed ? 'Allowed' : 'Not allowed'}</Badge>
        </p>
        <p className="text-ink-faint text-sm">
          {text}
          {' · '}
          {since === null ? 'never asked' : <Moment at={since} />}
          {outweighed ? ', by “do not sell or share”' : ''}
        </p>
      </div>
      {mayEdit ? (
        <Button
          size="sm"
          aria-label={`${name}: ${decision === 'given' ? 'note consent' : 'note withdrawal'}`}
          onClick={() => setOpen(true)}
        >
          {decision === 'given' ? 'Note consent' : 'Note withdrawal'}
        </Button>
      ) : null}
      {open ? (
        <ConsentDialog
          contactId={contact.id}
          purpose={purpose}
          decision={decision}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </li>
  );
}

/** All that was said, the newest first; nothing of it can be changed. */
export function ConsentHistory({ contact }: { contact: Contact }) {
  if (contact.consents.length === 0) return null;
  return (
    <Panel title="What was said">
      <ul className="divide-y divide-line">
        {contact.consents.map(({ id, purpose, decision, at, by, how }) => (
          <li key={id} className="px-4 py-2.5">
            <p>
              <span className="font-medium">
                {DECISIONS[decision]}: {PURPOSES[purpose].name}
              </span>
              <span className="text-ink-faint text-sm">
                {' · '}
                {minuteOf(at)}, noted by {by.name || 'somebody who left'}
              </span>
            </p>
            <p className="break-words text-ink-soft">{how}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
