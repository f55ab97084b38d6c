import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import Gavel from 'lucide-react/icons/gavel';
import { type ReactNode, useState } from 'react';
import type { Contact } from '#contracts/contacts.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { ConsentHistory, ConsentsPanel } from './consents-panel.tsx';
import { ContactActions } from './contact-actions.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactOwner } from './contact-owner.tsx';
import { SOURCES } from './contact-words.ts';
import { contactQuery } from './contacts.queries.ts';
import { DoNotSellPanel } from './do-not-sell-panel.tsx';
import { HoldsPanel } from './holds-panel.tsx';

/** One contact: who they are, what they agreed to, and whether their data may be sold. */
export function ContactScreen() {
  const { workspace } = usePlace();
  const { contactId } = useParams({ from: '/signed-in/w/$workspaceId/contacts/$contactId' });
  const contact = useQuery(contactQuery(workspace.id, contactId));
  if (contact.isPending)
    return (
      <Page title="Contact" width="text">
        <SkeletonRows rows={5} what="the contact" />
      </Page>
    );
  if (contact.isError)
    return <ErrorState screen message={sentenceOf(contact.error)} onRetry={() => void contact.refetch()} />;
  return <Shown contact={contact.data} />;
}

function Shown({ contact }: { contact: Contact }) {
  const { workspace } = usePlace();
  const [editing, setEditing] = useState(false);
  const mayEdit = contact.actions.includes('work.edit');
  const active = contact.state === 'active';
  return (
    <Page
      width="text"
      title="Contact"
      heading={
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="min-w-0 break-words">{contact.name}</span>
          {active ? null : <Badge>Archived</Badge>}
          {contact.legalHold ? (
            <Badge icon={<Gavel aria-hidden className="size-3" />}>Legal hold</Badge>
          ) : null}
          {contact.doNotSellAt === null ? null : <Badge tone="warn">Do not sell</Badge>}
        </span>
      }
      lead={
        <Link
          to="/w/$workspaceId/contacts"
          params={{ workspaceId: workspace.id }}
          className="underline-offset-2 hover:underline"
        >
          All contacts
        </Link>
      }
      actions={
        <>
          {mayEdit && active ? <Button onClick={() => setEditing(true)}>Edit</Button> : null}
          <ContactActions contact={contact} />
        </>
      }
    >
      <div className="space-y-5">
        <Facts contact={contact} />
        <HoldsPanel contact={contact} />
        <DoNotSellPanel contact={contact} mayEdit={mayEdit} />
        <ConsentsPanel contact={contact} mayEdit={mayEdit} />
        <ConsentHistory contact={contact} />
      </div>
      {editing ? <ContactDialog contact={contact} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

function Facts({ contact }: { contact: Contact }) {
  const facts: [string, ReactNode][] = [
    ['E-mail', contact.emails.join('\n')],
    ['Telephone', contact.phones.join('\n')],
    ['Address', contact.address],
    ['Note', contact.note],
    ['Source', SOURCES[contact.source]],
    ['Owner', <ContactOwner key="owner" contact={contact} />],
    ['Entered', minuteOf(contact.createdAt)],
  ];
  return (
    <Panel>
      <dl className="grid grid-cols-[6.5rem_1fr] items-baseline gap-x-4 gap-y-2 px-4 py-3">
        {facts
          .filter(([, value]) => value !== '')
          .map(([word, value]) => (
            <div key={word} className="contents">
              <dt className="text-ink-faint">{word}</dt>
              <dd className="min-w-0 whitespace-pre-wrap break-words">{value}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}
