import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../../api/session.ts';
import { AccountFrame } from '../../app/account-frame.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { AddressPanel, SignInPanel } from '../passwords/index.ts';
import { enrolmentWords } from './enrolment-words.ts';
import { SecondFactorPanel } from './second-factor-panel.tsx';

/** How the person signed in proves who they are. */
export function AccountSecurityScreen() {
  const { data: session } = useQuery(sessionQuery);
  const asked = session?.enrolBy ? enrolmentWords(session.enrolBy, Date.now()) : undefined;
  return (
    <AccountFrame>
      <Page
        width="text"
        title="Security"
        lead="Who you are, and how you prove it."
        actions={
          <Link to="/account/sessions" className={buttonClass()}>
            Sessions
          </Link>
        }
      >
        <div className="space-y-5">
          {asked ? <Notice tone={asked.over ? 'bad' : 'warn'}>{asked.sentence}</Notice> : null}
          <AddressPanel />
          <SignInPanel />
          <SecondFactorPanel />
        </div>
      </Page>
    </AccountFrame>
  );
}
