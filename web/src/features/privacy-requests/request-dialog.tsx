import { useMutation, useQueryClient } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import type { PrivacyRequest, PrivacyStep } from '#contracts/privacy-requests.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/state.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { AskingContacts } from './asking-contacts.tsx';
import { DoneActs } from './done-acts.tsx';
import { RequestActs } from './request-acts.tsx';
import { RequestSteps } from './request-steps.tsx';
import { OFFERS, SHORT_KINDS, STATES } from './request-words.ts';
import { requestsPath, requestsQuery } from './requests.queries.ts';

/** All there is of one request, and its next step. */
export function RequestDialog({ item, onClose }: { item: PrivacyRequest; onClose: () => void }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = `${requestsPath(workspace.id)}/${item.id}`;
  const take = useMutation({
    mutationFn: (body: PrivacyStep) => call<PrivacyRequest>('POST', `${path}/steps`, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: requestsQuery(workspace.id).queryKey }),
  });
  return (
    <Dialog open onClose={onClose} title={SHORT_KINDS[item.kind]} lead={`${item.name}, ${item.email}`}>
      <div className="space-y-4 pb-3">
        <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1">
          {factsOf(item).map(([word, value]) => (
            <div key={word} className="contents">
              <dt className="text-ink-faint">{word}</dt>
              <dd className="min-w-0 whitespace-pre-wrap break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <AskingContacts item={item} />
        <DoneActs acts={item.acts} />
        <RequestActs item={item} />
        {take.isError ? <Notice tone="bad">{sentenceOf(take.error)}</Notice> : null}
        {item.closedAt === null ? (
          <RequestSteps key={item.state} item={item} busy={take.isPending} onStep={take.mutate} />
        ) : (
          <a href={`/api/v1${path}/record`} download={`request-${item.id}.json`} className={buttonClass()}>
            <Download aria-hidden className="size-4" /> Signed record
          </a>
        )}
      </div>
    </Dialog>
  );
}

function factsOf(item: PrivacyRequest): [string, string][] {
  const facts: [string, string | null][] = [
    ['State', STATES[item.state].text],
    ['Law', item.law.toUpperCase()],
    ['Came', `${minuteOf(item.receivedAt)}, ${item.byForm ? 'by the form' : 'entered here'}`],
    ['Acknowledge by', item.acknowledgeBy && !item.byForm ? minuteOf(item.acknowledgeBy) : null],
    ['Answer by', item.closedAt === null ? minuteOf(item.dueAt) : null],
    ['Closed', item.closedAt && minuteOf(item.closedAt)],
    ['Identity', item.identity],
    ['Takes longer', item.extensionReason],
    ['Details', item.details],
    [item.state === 'refused' ? 'Reason' : 'Answer', item.answer],
    ['With it', item.offer === null || item.offer === 'nothing' ? null : OFFERS[item.offer]],
  ];
  return facts.flatMap(([word, value]) => (value ? [[word, value]] : []));
}
