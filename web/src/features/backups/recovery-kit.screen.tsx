import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { RecoveryKit, RecoveryKitState } from '#contracts/recovery-kit.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { useLinkToken } from '../../app/link-token.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { KitConfirmation } from './kit-confirmation.tsx';
import { KitIntroduction } from './kit-introduction.tsx';
import { KitPaper } from './kit-paper.tsx';
import { setUpQuery } from './recovery-kit.queries.ts';

type Step = 'introduction' | 'paper' | 'confirmation' | 'done';

/** The last step of the set-up: the page that restores everything, and the proof that it was kept. */
export function RecoveryKitScreen() {
  useDocumentTitle('Recovery kit');
  const token = useLinkToken();
  const state = useQuery(setUpQuery);
  const session = useQuery(sessionQuery);
  return (
    <PublicFrame>
      {state.isPending || session.isPending ? (
        <FormFrame title="Recovery kit" lead="One moment.">
          <SkeletonRows rows={3} what="the set-up" />
        </FormFrame>
      ) : token === undefined || state.data?.recoveryKit === 'elsewhere' ? (
        <NoLink confirmed={state.data?.recoveryKit === 'confirmed'} />
      ) : session.data === null ? (
        <SignInFirst />
      ) : (
        <Steps token={token} kit={state.data?.recoveryKit} />
      )}
    </PublicFrame>
  );
}

function Steps({ token, kit }: { token: string; kit: RecoveryKitState | undefined }) {
  const [step, setStep] = useState<Step>('introduction');
  const make = useMutation({
    mutationFn: () => call<RecoveryKit>('POST', '/setup/recovery-kit', { body: { token } }),
    onSuccess: () => setStep('paper'),
    // The page is in memory for as long as it is looked at, and no longer.
    gcTime: 0,
  });
  if (step === 'done')
    return (
      <FormFrame
        title="The set-up is done"
        lead="From now on everything is backed up once a day, and a restore is rehearsed once a week."
      >
        <HomeLink look="primary">Go to your workspace</HomeLink>
      </FormFrame>
    );
  if (step === 'paper' && make.data)
    return <KitPaper kit={make.data} onKept={() => setStep('confirmation')} />;
  if (step === 'confirmation')
    return (
      <KitConfirmation
        token={token}
        onDone={() => {
          make.reset();
          setStep('done');
        }}
        onBack={() => setStep(make.data ? 'paper' : 'introduction')}
      />
    );
  if (kit === 'confirmed') return <NoLink confirmed />;
  return (
    <KitIntroduction
      printed={kit === 'unconfirmed'}
      busy={make.isPending}
      error={make.isError ? sentenceOf(make.error) : undefined}
      onShow={() => make.mutate()}
      onPrinted={() => setStep('confirmation')}
    />
  );
}

function SignInFirst() {
  return (
    <FormFrame
      title="Sign in first"
      lead="The recovery kit is for somebody who administers a workspace here. Sign in, then open the link once more."
    >
      <Link to="/sign-in" className={buttonClass('primary', 'lg')}>
        Sign in
      </Link>
    </FormFrame>
  );
}

function NoLink({ confirmed }: { confirmed: boolean }) {
  return (
    <FormFrame
      title={confirmed ? 'The recovery kit is on paper' : 'The link is missing'}
      lead={
        confirmed
          ? 'It was confirmed, and the set-up is done. Nothing of it is kept here that could be shown again.'
          : 'Open the link to the recovery kit whole as it stands. The server prints it when it starts, and on npx caseward setup-link.'
      }
    >
      <HomeLink>Go to your workspace</HomeLink>
    </FormFrame>
  );
}

function HomeLink({ look = 'plain', children }: { look?: 'plain' | 'primary'; children: ReactNode }) {
  return (
    <Link to="/" className={buttonClass(look, 'lg')}>
      {children}
    </Link>
  );
}
