import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BackupCodes } from '#contracts/factors.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { AccountFrame } from '../../app/account-frame.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { toastError } from '../../ui/toast.tsx';
import { PasskeyPanel } from '../passkeys/index.ts';
import { AddressPanel, SignInPanel } from '../passwords/index.ts';
import { BackupCodeList } from './backup-codes.tsx';
import { enrolmentWords } from './enrolment-words.ts';
import { factorsQuery } from './factors.queries.ts';
import { SecondFactorPanel } from './second-factor-panel.tsx';

/** How the person signed in proves who they are. */
export function AccountSecurityScreen() {
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { data: factors } = useQuery(factorsQuery);
  const asked = session?.enrolBy ? enrolmentWords(session.enrolBy, Date.now()) : undefined;
  const codes = useMutation({
    mutationFn: () => call<BackupCodes>('POST', '/account/backup-codes'),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: factorsQuery.queryKey }),
  });
  const changed = async (what: 'added' | 'removed') => {
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    await client.invalidateQueries({ queryKey: factorsQuery.queryKey });
    // The first strong factor comes with codes for the day it is lost.
    const left = client.getQueryData(factorsQuery.queryKey)?.backupCodesLeft;
    if (what === 'added' && left === 0) codes.mutate();
  };
  return (
    <AccountFrame>
      <Page width="text" title="Security" lead="Who you are, and how you prove it.">
        <div className="space-y-5">
          {asked ? <Notice tone={asked.over ? 'bad' : 'warn'}>{asked.sentence}</Notice> : null}
          <AddressPanel />
          <SignInPanel />
          <PasskeyPanel totp={factors?.totp ?? false} onChanged={(what) => void changed(what)} />
          <SecondFactorPanel />
        </div>
        {codes.data ? (
          <Dialog open sticky onClose={codes.reset} title="Your backup codes">
            <BackupCodeList codes={codes.data.codes} onDone={codes.reset} />
          </Dialog>
        ) : null}
      </Page>
    </AccountFrame>
  );
}
