import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ErasureCertificate, ErasureRequest } from '#contracts/erasure.ts';
import { call } from '../../api/client.ts';
import { leaveFor } from '../../app/leave.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { refusalWords } from './erasure-words.ts';

/** Where somebody has themselves erased: what goes, what stays, and their address typed. */
export function ErasurePanel({ email }: { email: string }) {
  const [asking, setAsking] = useState(false);
  const erase = useMutation({
    mutationFn: (body: ErasureRequest) => call<ErasureCertificate>('POST', '/account/erasure', { body }),
    // Nobody is signed in any more: what is left to see is the certificate.
    onSuccess: ({ id }) => leaveFor(`/erasure/${id}`),
  });
  const close = () => {
    setAsking(false);
    erase.reset();
  };
  return (
    <Panel title="Erase yourself">
      <div className="space-y-4 px-4 py-4">
        <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          <div>
            <dt className="font-medium">What goes, at once</dt>
            <dd className="mt-1 text-ink-soft">
              Your name and address everywhere, passwords, passkeys and sessions, drafts, saved views of your
              own, exports you asked for.
            </dd>
          </div>
          <div>
            <dt className="font-medium">What stays</dt>
            <dd className="mt-1 text-ink-soft">
              What you wrote in cases, by nobody in particular, requests about your data that you made to a
              workspace, and the entries of the audit log, which hold no name. Backups go within 90 days; none
              brings you back.
            </dd>
          </div>
        </dl>
        <Button look="danger" onClick={() => setAsking(true)}>
          Erase me
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={close}
        onConfirm={() => erase.mutate({ confirm: email })}
        title="Erase yourself for good?"
        action="Erase me for good"
        keep="Stay"
        typed={email}
        busy={erase.isPending}
      >
        <div className="space-y-3">
          <p>This cannot be undone by anybody. You are signed out, and get a signed certificate of it.</p>
          {erase.isError ? <Notice tone="bad">{refusalWords(erase.error)}</Notice> : null}
        </div>
      </ConfirmDialog>
    </Panel>
  );
}
