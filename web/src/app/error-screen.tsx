import { Link } from '@tanstack/react-router';
import { ApiError, sentenceOf } from '../api/api-error.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { useDocumentTitle } from '../ui/page.tsx';
import { ErrorState } from '../ui/state.tsx';
import { signOut } from './sign-out.ts';

/** What stands in place of a screen that could not be shown. */
export function ErrorScreen({ error, reset }: { error: unknown; reset?: () => void }) {
  if (error instanceof ApiError && (error.code === 'not_found' || error.code === 'gone'))
    return <NotFoundScreen />;
  if (error instanceof ApiError && error.code === 'sign_in_method_refused')
    return <OtherWayScreen sentence={error.message} />;
  // What did not come from the server is this page itself, or a part of it that could not be loaded: all anew.
  const retry = error instanceof ApiError && reset ? reset : () => location.reload();
  const reference = error instanceof ApiError ? error.requestId : undefined;
  return <ErrorState screen message={sentenceOf(error)} reference={reference} onRetry={retry} />;
}

/** The workspace takes no sign-in of the kind this session began with. */
function OtherWayScreen({ sentence }: { sentence: string }) {
  useDocumentTitle('Another way of signing in');
  return (
    <div className="mx-auto max-w-md px-6 py-24 text-center">
      <h1 className="font-semibold text-xl">{sentence}</h1>
      <p className="mt-2 text-ink-soft">
        Its admins have chosen which ones it accepts. Your other workspaces stay open to you.
      </p>
      <Button look="primary" className="mt-6" onClick={() => void signOut('current')}>
        Sign out, and in another way
      </Button>
    </div>
  );
}

/** The same page for what is not there and for what one may not see: it must not tell them apart. */
export function NotFoundScreen() {
  useDocumentTitle('Not found');
  return (
    <div className="mx-auto max-w-md px-6 py-24 text-center">
      <p aria-hidden className="font-mono text-ink-faint">
        404
      </p>
      <h1 className="mt-2 font-semibold text-xl">There is nothing here that you can see</h1>
      <p className="mt-2 text-ink-soft">
        The address may be wrong, or the record is not open to you. Its owner or an admin can tell you which.
      </p>
      <Link to="/" className={`${buttonClass('plain')} mt-6`}>
        Go to the start
      </Link>
    </div>
  );
}
