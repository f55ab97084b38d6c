import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Laptop from 'lucide-react/icons/laptop';
import Smartphone from 'lucide-react/icons/smartphone';
import { useState } from 'react';
import type { SessionDevice, SessionList } from '#contracts/identity.ts';
import { ApiError, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { AccountFrame } from '../../app/account-frame.tsx';
import { signOut } from '../../app/sign-out.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';

const KEY = ['sessions'];

/** The sessions of the person in the order of the server: this one first, then the last used. */
export function SessionsScreen() {
  const [asking, setAsking] = useState(false);
  const list = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call<SessionList>('GET', '/sessions', { signal }),
  });
  return (
    <AccountFrame>
      <Page
        width="text"
        title="Sessions"
        lead="Where you are signed in. At most five sessions live at a time; the oldest gives way."
        actions={<Button onClick={() => setAsking(true)}>Sign out everywhere</Button>}
      >
        <Panel title="Active sessions" actions={<EndOthers sessions={list.data?.items ?? []} />}>
          {list.isPending ? <SkeletonRows rows={3} what="sessions" /> : null}
          {list.isError ? (
            <ErrorState message={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
          ) : null}
          <ul className="divide-y divide-line">
            {list.data?.items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        </Panel>
        <ConfirmDialog
          open={asking}
          onClose={() => setAsking(false)}
          onConfirm={() => void signOut('all')}
          title="Sign out everywhere?"
          action="Sign out everywhere"
        >
          Every session of yours ends at once, on this device too. Drafts are kept on the server.
        </ConfirmDialog>
      </Page>
    </AccountFrame>
  );
}

function EndOthers({ sessions }: { sessions: readonly SessionDevice[] }) {
  const client = useQueryClient();
  const others = sessions.filter(({ current }) => !current);
  const end = useMutation({
    mutationFn: () => Promise.all(others.map(({ id }) => endSession(id))),
    onSuccess: () => toast('Every other session has ended'),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  if (others.length === 0) return null;
  return (
    <Button size="sm" busy={end.isPending} onClick={() => end.mutate()}>
      End all others
    </Button>
  );
}

/** One that has ended in the meantime is as good as ended. */
async function endSession(id: string): Promise<void> {
  try {
    await call('DELETE', `/sessions/${id}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not_found') throw error;
  }
}

function SessionRow({ session }: { session: SessionDevice }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => toast('The session has ended'),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  const Icon = /ios|android|phone|mobile|tablet/i.test(session.device) ? Smartphone : Laptop;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
      <div className="min-w-0 grow basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {session.browser} on {session.device}
          {session.current ? <Badge tone="good">This session</Badge> : null}
          {session.privateDevice ? <Badge>Private device</Badge> : null}
        </p>
        <p className="text-ink-faint text-sm">
          {session.place} · signed in <Moment at={session.createdAt} /> · last active{' '}
          <Moment at={session.lastSeenAt} />
        </p>
      </div>
      {session.current ? (
        <Button onClick={() => void signOut('current')}>Sign out here</Button>
      ) : (
        <Button busy={end.isPending} onClick={() => end.mutate()}>
          End session
        </Button>
      )}
    </li>
  );
}
