import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConfirmPrivacy, FollowedPrivacy } from '#contracts/privacy-requests.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { DoneActs } from './done-acts.tsx';
import { SHORT_KINDS, STATES } from './request-words.ts';

/** By the link of the letter: a press proves the address and shows how the request stands. Opening it changes nothing. */
export function FollowPanel({ workspaceId, token }: ConfirmPrivacy) {
  const confirm = useMutation({
    mutationFn: () =>
      call<FollowedPrivacy>('POST', '/privacy-requests/confirmations', { body: { workspaceId, token } }),
  });
  if (confirm.data) return <Told request={confirm.data} />;
  return (
    <Panel title="Is it you who asks?">
      <div className="space-y-3 p-4">
        <p className="text-ink-soft">
          You came by the link of a letter. Confirm that the request is yours, and see how it stands.
        </p>
        {confirm.isError ? <Notice tone="bad">{sentenceOf(confirm.error)}</Notice> : null}
        <Button look="primary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          Confirm and show
        </Button>
      </div>
    </Panel>
  );
}

function Told({ request }: { request: FollowedPrivacy }) {
  const { kind, state, receivedAt, dueAt, extensionReason, closedAt, answer, offer, acts } = request;
  const rows: [string, string][] = [
    ['Received', minuteOf(receivedAt)],
    closedAt === null ? ['Answered by', `${minuteOf(dueAt)} at the latest`] : ['Closed', minuteOf(closedAt)],
    ...(extensionReason === null ? [] : [['Takes longer', extensionReason] as [string, string]]),
  ];
  return (
    <Panel title={SHORT_KINDS[kind]}>
      <div className="space-y-3 p-4">
        <Badge tone={STATES[state].tone}>{STATES[state].text}</Badge>
        <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1">
          {rows.map(([word, value]) => (
            <div key={word} className="contents">
              <dt className="text-ink-faint">{word}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {answer === null ? null : <p className="whitespace-pre-wrap">{answer}</p>}
        <DoneActs acts={acts} />
        {offer === 'own-data' || offer === 'erasure' ? (
          <Link to="/account/data" className={buttonClass()}>
            {offer === 'erasure' ? 'Erase my account' : 'Get a copy of my data'}
          </Link>
        ) : null}
      </div>
    </Panel>
  );
}
