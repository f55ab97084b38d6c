import { useState } from 'react';
import type { PrivacyRequest } from '#contracts/privacy-requests.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { RequestDialog } from './request-dialog.tsx';
import { SHORT_KINDS, STATES } from './request-words.ts';

/** A request: who asks what, how it stands, and by when. */
export function RequestRow({ item }: { item: PrivacyRequest }) {
  const [open, setOpen] = useState(false);
  const { tone, text } = STATES[item.state];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-56 space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {SHORT_KINDS[item.kind]}
          <Badge tone={tone}>{text}</Badge>
          {item.overdue ? <Badge tone="bad">Overdue</Badge> : null}
        </p>
        <p className="truncate text-ink-soft">
          {item.name}, {item.email}
        </p>
        <p className="text-ink-faint text-sm">
          {item.law.toUpperCase()}
          {item.closedAt === null ? ' · due ' : ' · closed '}
          <Moment at={item.closedAt ?? item.dueAt} />
          {item.handler === null ? '' : ` · ${item.handler.name}`}
        </p>
      </div>
      <Button aria-label={`Open the request of ${item.name}`} onClick={() => setOpen(true)}>
        Open
      </Button>
      {open ? <RequestDialog item={item} onClose={() => setOpen(false)} /> : null}
    </li>
  );
}
