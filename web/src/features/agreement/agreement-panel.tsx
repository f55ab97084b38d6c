import { useQuery } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import type { Agreement } from '#contracts/agreement.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState, Notice } from '../../ui/state.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import { AcceptanceRow } from './acceptance-row.tsx';
import { agreementPath, agreementQuery } from './agreement.queries.ts';
import { AgreementChanges } from './agreement-changes.tsx';
import { AgreementTextView } from './agreement-text.tsx';

/** The data processing agreement: to read, to accept, to keep. */
export function AgreementPanel() {
  const { workspace } = usePlace();
  const query = useQuery(agreementQuery(workspace.id));
  if (query.isPending) return <SkeletonRows rows={5} what="the agreement" />;
  if (query.isError)
    return <ErrorState message={sentenceOf(query.error)} onRetry={() => void query.refetch()} />;
  return <AgreementView {...query.data} />;
}

function AgreementView({ text, due, changes, acceptances }: Agreement) {
  const { workspace } = usePlace();
  const [accepting, setAccepting] = useState(false);
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-60">
          <h2 className="font-semibold">Data processing agreement</h2>
          <p className="text-ink-faint text-sm">Version {text.version}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <a
            href={`/api/v1${agreementPath(workspace.id)}/agreement.pdf`}
            download={`agreement-${text.version}.pdf`}
            className={buttonClass()}
          >
            <Download aria-hidden className="size-4" /> PDF
          </a>
          {due ? (
            <Button look="primary" onClick={() => setAccepting(true)}>
              Accept
            </Button>
          ) : null}
        </div>
      </div>
      <Standing due={due} accepted={acceptances.length > 0} />
      {changes.length > 0 ? <AgreementChanges changes={changes} /> : null}
      {acceptances.length > 0 ? (
        <section aria-labelledby="agreement-accepted">
          <h3 id="agreement-accepted" className="font-semibold">
            Accepted
          </h3>
          <ul className="divide-y divide-line">
            {acceptances.map((item) => (
              <AcceptanceRow key={item.id} item={item} />
            ))}
          </ul>
        </section>
      ) : null}
      <AgreementTextView sections={text.sections} />
      {accepting ? <AcceptDialog text={text} onClose={() => setAccepting(false)} /> : null}
    </div>
  );
}

function Standing({ due, accepted }: { due: boolean; accepted: boolean }) {
  if (!due) return <Notice tone="good">This version is accepted.</Notice>;
  return (
    <Notice tone="info">
      {accepted
        ? 'There is a new version. The one you accepted holds until this one is accepted.'
        : 'Nobody has accepted it for this workspace yet.'}
    </Notice>
  );
}
