import { useMutation, useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../api/api-error.ts';
import { sessionQuery } from '../../api/session.ts';
import { leaveFor, leaveForSignIn } from '../../app/leave.ts';
import { signOut } from '../../app/sign-out.ts';
import { Button } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { toastError } from '../../ui/toast.tsx';
import { offerFor, startAt } from './provider-for.ts';

/** The workspace takes no sign-in of the kind this session began with: on to the one it may take. */
export function OtherWay({ sentence }: { sentence: string }) {
  useDocumentTitle('Another way of signing in');
  const { data: session } = useQuery(sessionQuery);
  const email = session?.user.email;
  const { data: provider = null } = useQuery({
    queryKey: ['sso-offer', email],
    queryFn: () => offerFor(email ?? ''),
    enabled: email !== undefined,
    retry: false,
  });
  return (
    <div className="mx-auto max-w-md px-6 py-24 text-center">
      <h1 className="font-semibold text-xl">{sentence}</h1>
      <p className="mt-2 text-ink-soft">
        Its admins have chosen which ones it accepts. Your other workspaces stay open to you.
      </p>
      <div className="mt-6 flex flex-col items-center gap-2.5">
        {provider === null ? null : <ByProvider connectionId={provider} />}
        <Button
          look={provider === null ? 'primary' : 'ghost'}
          onClick={() => void signOut('current', () => leaveForSignIn())}
        >
          Sign out, and in another way
        </Button>
      </div>
    </div>
  );
}

function ByProvider({ connectionId }: { connectionId: string }) {
  const leave = useMutation({
    mutationFn: () => startAt(connectionId, location.pathname),
    onSuccess: leaveFor,
    onError: (error) => toastError(sentenceOf(error)),
  });
  return (
    <Button look="primary" busy={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
      Use single sign-on
    </Button>
  );
}
