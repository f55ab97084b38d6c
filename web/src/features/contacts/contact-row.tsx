import { Link } from '@tanstack/react-router';
import Gavel from 'lucide-react/icons/gavel';
import type { ContactSummary } from '#contracts/contacts.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';

/** One contact in a list; the whole row leads to it. */
export function ContactRow({ contact }: { contact: ContactSummary }) {
  const { workspace } = usePlace();
  const [first, ...more] = contact.emails;
  return (
    <li data-row className="relative flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
      <div className="min-w-0 grow sm:flex sm:items-baseline sm:gap-4">
        <Link
          to="/w/$workspaceId/contacts/$contactId"
          params={{ workspaceId: workspace.id, contactId: contact.id }}
          className="block truncate font-medium after:absolute after:inset-0 sm:w-64 sm:shrink-0"
        >
          {contact.name}
        </Link>
        <span className="block min-w-0 truncate text-ink-soft">
          {first ?? ''}
          {more.length > 0 ? <span className="text-ink-faint"> +{more.length}</span> : null}
        </span>
      </div>
      <span className="flex shrink-0 flex-col items-end gap-1 sm:flex-row sm:items-center sm:gap-3">
        {contact.legalHold ? <Badge icon={<Gavel aria-hidden className="size-3" />}>Legal hold</Badge> : null}
        {contact.doNotSellAt === null ? null : <Badge tone="warn">Do not sell</Badge>}
      </span>
      <span className="shrink-0" title={contact.owner.name}>
        <Avatar name={contact.owner.name} />
        <span className="sr-only">{contact.owner.name}</span>
      </span>
    </li>
  );
}
