import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupCodes, Factors } from '#contracts/factors.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/page.tsx';
import { SettingRow } from '../../ui/setting-row.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState, Notice } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { BackupCodeList } from './backup-codes.tsx';
import { factorsQuery } from './factors.queries.ts';
import { TotpDialog } from './totp-dialog.tsx';

const FEW = 3;

/** The authenticator app and the backup codes of the person signed in. */
export function SecondFactorPanel() {
  const factors = useQuery(factorsQuery);
  return (
    <Panel title="Second factor">
      {factors.isPending ? <SkeletonRows rows={2} what="second factors" /> : null}
      {factors.isError ? (
        <ErrorState message={sentenceOf(factors.error)} onRetry={() => void factors.refetch()} />
      ) : null}
      {factors.data ? <Rows factors={factors.data} /> : null}
    </Panel>
  );
}

type Open = 'set-up' | 'switch-off' | { readonly codes: readonly string[] };

function Rows({ factors }: { factors: Factors }) {
  const client = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const changed = () =>
    Promise.all([factorsQuery, sessionQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
  const failed = (error: Error) => toastError(sentenceOf(error));
  const renew = useMutation({
    mutationFn: () => call<BackupCodes>('POST', '/account/backup-codes'),
    onSuccess: ({ codes }) => setOpen({ codes }),
    onError: failed,
    onSettled: changed,
  });
  const end = useMutation({
    mutationFn: () => call('DELETE', '/account/totp'),
    onSuccess: () => toast('The authenticator app is switched off'),
    onError: failed,
    onSettled: changed,
  });
  const left = factors.backupCodesLeft;
  const strong = factors.totp || factors.passkeys > 0;
  return (
    <ul className="divide-y divide-line">
      <SettingRow
        title="Authenticator app"
        on={factors.totp}
        text="Six digits from an app on your phone, at every sign-in."
      >
        {factors.totp ? (
          <Button busy={end.isPending} onClick={() => setOpen('switch-off')}>
            Switch off
          </Button>
        ) : (
          <Button look="primary" onClick={() => setOpen('set-up')}>
            Set up
          </Button>
        )}
      </SettingRow>
      {strong ? (
        <SettingRow title="Backup codes" text={`${left} of 10 left. Each signs you in once.`}>
          <Button busy={renew.isPending} onClick={() => renew.mutate()}>
            Make a new set
          </Button>
        </SettingRow>
      ) : null}
      {strong && left <= FEW ? (
        <li className="px-4 py-3">
          <Notice tone="warn">
            {left === 0
              ? 'No backup code is left. Make a new set for the day you lose what you sign in with.'
              : `Only ${left} backup codes are left. Make a new set before they run out.`}
          </Notice>
        </li>
      ) : null}
      {open === 'set-up' ? (
        <TotpDialog onClose={() => setOpen(undefined)} onEnrolled={() => void changed()} />
      ) : null}
      <ConfirmDialog
        open={open === 'switch-off'}
        onClose={() => setOpen(undefined)}
        onConfirm={() => {
          setOpen(undefined);
          end.mutate();
        }}
        title="Switch the authenticator app off?"
        action="Switch off"
      >
        {factors.passkeys > 0
          ? 'Your passkeys stay, and so do your backup codes.'
          : 'A code from your mail will be the only thing asked for. Workspaces that ask for more stay closed to you.'}
      </ConfirmDialog>
      {typeof open === 'object' ? (
        <Dialog open sticky onClose={() => setOpen(undefined)} title="Your backup codes">
          <BackupCodeList codes={open.codes} onDone={() => setOpen(undefined)} />
        </Dialog>
      ) : null}
    </ul>
  );
}
