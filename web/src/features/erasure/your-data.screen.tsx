import { useMutation, useQuery } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { sentenceOf } from '../../api/api-error.ts';
import { download } from '../../api/download.ts';
import { sessionQuery } from '../../api/session.ts';
import { AccountFrame } from '../../app/account-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { ErasurePanel } from './erasure-panel.tsx';
import { GivenUpPanel } from './given-up-panel.tsx';

/** What is kept of the person signed in: a copy of it, and how it goes. */
export function YourDataScreen() {
  const { data: session } = useQuery(sessionQuery);
  const copy = useMutation({
    mutationFn: () => download('/account/data', undefined, 'my-data.ndjson'),
    onSuccess: () => toast('Your copy is in your downloads'),
    onError: (error) => toastError(sentenceOf(error)),
  });
  return (
    <AccountFrame>
      <Page width="text" title="Your data" lead="What is kept of you here, a copy of it, and how it goes.">
        <div className="space-y-5">
          <GivenUpPanel />
          <Panel title="A copy of your data">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4">
              <p className="min-w-0 grow basis-72 text-ink-soft">
                Your account, sessions and sign-in methods, and every record that names you in the workspaces
                you belong to, as lines of JSON. A copy of a whole workspace is made in its settings.
              </p>
              <Button
                icon={<Download aria-hidden className="size-4" />}
                busy={copy.isPending}
                onClick={() => copy.mutate()}
              >
                Download
              </Button>
            </div>
          </Panel>
          {session ? <ErasurePanel email={session.user.email} /> : null}
        </div>
      </Page>
    </AccountFrame>
  );
}
