import { Link } from '@tanstack/react-router';
import type { PrivacyRequest } from '#contracts/privacy-requests.ts';
import { usePlace } from '../../app/workspace-context.ts';

/** The contacts that have the address which asks, and what becomes of them with an answer. */
export function AskingContacts({ item }: { item: PrivacyRequest }) {
  const { workspace } = usePlace();
  if (item.contacts.length === 0) return null;
  return (
    <section aria-label="Contacts with this address" className="space-y-1">
      <p className="text-ink-faint">Contacts with this address</p>
      <ul>
        {item.contacts.map(({ id, name, legalHold }) => (
          <li key={id}>
            <Link
              to="/w/$workspaceId/contacts/$contactId"
              params={{ workspaceId: workspace.id, contactId: id }}
              className="break-words underline underline-offset-2"
            >
              {name}
            </Link>
            {legalHold ? (
              <span className="text-ink-faint"> · under a legal hold, not to be deleted</span>
            ) : null}
          </li>
        ))}
      </ul>
      {item.kind === 'opt_out' && item.closedAt === null ? (
        <p className="text-ink-faint text-sm">With the answer they are marked “do not sell or share”.</p>
      ) : null}
    </section>
  );
}
