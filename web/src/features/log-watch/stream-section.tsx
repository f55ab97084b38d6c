import RadioTower from 'lucide-react/icons/radio-tower';
import { useState } from 'react';
import type { LogStream, LogStreamMade } from '#contracts/log-watch.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { useLogWatch, useStreams } from './log-watch.queries.ts';
import { NewStreamDialog } from './new-stream-dialog.tsx';
import { Section } from './section.tsx';
import { SigningSecretDialog } from './signing-secret-dialog.tsx';
import { WatchRow } from './watch-row.tsx';
import { STREAM_KINDS, streamState, waitWords } from './watch-words.ts';

export function StreamSection() {
  const streams = useStreams();
  const { refresh } = useLogWatch();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const items = streams.data?.items ?? [];
  const made = (reply: LogStreamMade) => {
    setMaking(false);
    setSecret(reply.secret);
    void refresh();
  };
  return (
    <Section
      title="Streams"
      lead="Every entry goes to a system of yours, in order and at least once. What does not get through is sent later."
      action={<Button onClick={() => setMaking(true)}>New stream</Button>}
    >
      {streams.isPending ? <SkeletonRows rows={2} what="streams" /> : null}
      {streams.isError ? (
        <ErrorState message={sentenceOf(streams.error)} onRetry={() => void streams.refetch()} />
      ) : null}
      {streams.isSuccess && items.length === 0 ? (
        <EmptyState icon={<RadioTower />} title="No streams yet">
          Syslog over TLS, a signed webhook, or objects in a bucket.
        </EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {items.map((stream) => (
          <StreamRow key={stream.id} stream={stream} />
        ))}
      </ul>
      {making ? <NewStreamDialog onClose={() => setMaking(false)} onMade={made} /> : null}
      {secret ? <SigningSecretDialog secret={secret} onClose={() => setSecret(null)} /> : null}
    </Section>
  );
}

function StreamRow({ stream }: { stream: LogStream }) {
  const { path } = useLogWatch();
  const state = streamState(stream);
  const waiting = waitWords(stream);
  return (
    <WatchRow
      item={stream}
      at={`${path}/log-streams/${stream.id}`}
      badge={<Badge tone={state.tone}>{state.text}</Badge>}
      toggle={stream.active ? { text: 'Stop', label: 'Stop' } : { text: 'Go on', label: 'Go on with' }}
      removal={{
        title: 'Remove the stream?',
        lost: 'Nothing more is sent there. Made anew, it begins where you say.',
      }}
    >
      <p className="break-words text-ink-soft text-sm">
        {STREAM_KINDS[stream.kind]} · {stream.place}
      </p>
      <p className="text-ink-faint text-sm">
        {stream.sent.toLocaleString('en')} sent
        {stream.lastSentAt ? (
          <>
            , the last <Moment at={stream.lastSentAt} />
          </>
        ) : null}
        {waiting ? ` · ${waiting}` : null}
        {stream.active && stream.failingSince && 'why' in state ? (
          <>
            {' · '}
            {state.why}, since <Moment at={stream.failingSince} />
          </>
        ) : null}
      </p>
    </WatchRow>
  );
}
