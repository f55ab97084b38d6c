import { useMutation, useQueryClient } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import type { PrivacyErasure, PrivacyRequest } from '#contracts/privacy-requests.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { download } from '../../api/download.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/state.tsx';
import { refusalWords } from '../erasure/index.ts';
import { requestsPath, requestsQuery } from './requests.queries.ts';

type Member = NonNullable<PrivacyRequest['member']>;

/** What the request asks for, begun from here for a member of the workspace; nothing for anybody else. */
export function RequestActs({ item }: { item: PrivacyRequest }) {
  const [mayCopy, mayErase] = [useMay('workspace.export'), useMay('member.erase')];
  const { member, doable } = item;
  if (doable.length === 0) return null;
  if (member === null)
    return <p className="text-ink-faint text-sm">Nobody here has or had the address {item.email}.</p>;
  if (doable.includes('copy')) return mayCopy ? <CopyAct item={item} member={member} /> : null;
  return mayErase ? (
    <ErasureAct item={item} member={member} />
  ) : (
    <p className="text-ink-faint text-sm">An owner can erase {member.person.name} from here.</p>
  );
}

function CopyAct({ item, member }: { item: PrivacyRequest; member: Member }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const copy = useMutation({
    mutationFn: () =>
      download(`${requestsPath(workspace.id)}/${item.id}/copy`, undefined, `copy-${item.id}.ndjson`),
    onSettled: () => client.invalidateQueries({ queryKey: requestsQuery(workspace.id).queryKey }),
  });
  return (
    <section className="space-y-2" aria-label="What is asked">
      <p className="text-ink-soft">
        {memberWords(member)} A copy holds the records that name them here. Look through it before you hand it
        over: it may tell of others.
      </p>
      {copy.isError ? <Notice tone="bad">{sentenceOf(copy.error)}</Notice> : null}
      <Button
        icon={<Download aria-hidden className="size-4" />}
        busy={copy.isPending}
        onClick={() => copy.mutate()}
      >
        Download a copy of their data
      </Button>
    </section>
  );
}

function ErasureAct({ item, member }: { item: PrivacyRequest; member: Member }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const erase = useMutation({
    mutationFn: (body: PrivacyErasure) =>
      call('POST', `${requestsPath(workspace.id)}/${item.id}/erasure`, { body }),
    onSuccess: () => setAsking(false),
    onSettled: () => client.invalidateQueries({ queryKey: requestsQuery(workspace.id).queryKey }),
  });
  const { name } = member.person;
  return (
    <section className="space-y-2" aria-label="What is asked">
      <p className="text-ink-soft">{memberWords(member)}</p>
      <Button look="danger" onClick={() => setAsking(true)}>
        Erase {name}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => erase.mutate({ confirm: item.email })}
        title={`Erase ${name} for good?`}
        action="Erase for good"
        typed={item.email}
        busy={erase.isPending}
      >
        <div className="space-y-3">
          <p>
            Their name and address, drafts, grants and staff slots go from this workspace, and nothing lets
            them in. What they wrote in cases stays, by nobody in particular. Who belongs nowhere else loses
            the account with it. Nobody can undo this.
          </p>
          {erase.isError ? <Notice tone="bad">{refusalWords(erase.error)}</Notice> : null}
        </div>
      </ConfirmDialog>
    </section>
  );
}

function memberWords({ person, status }: Member): string {
  const standing = {
    active: 'is a member here.',
    suspended: 'is suspended here.',
    removed: 'was a member here.',
  };
  return `${person.name} ${standing[status]}`;
}
