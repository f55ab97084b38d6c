import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiError, sentenceOf } from '../api/api-error.ts';
import { OtherWay } from '../features/sso/index.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { useDocumentTitle } from '../ui/page.tsx';
import { ErrorState } from '../ui/state.tsx';
import { tell } from './unhandled.ts';

/** What stands in place of a screen that could not be shown. */
export function ErrorScreen({ error, reset }: { error: unknown; reset?: () => void }) {
  useEffect(() => tell('render', error), [error]);
  if (error instanceof ApiError && (error.code === 'not_found' || error.code === 'gone'))
    return <NotFoundScreen />;
  if (error instanceof ApiError && error.code === 'sign_in_method_refused')
    return <OtherWay sentence={error.message} />;
  if (error instanceof ApiError && error.code === 'address_refused')
    return <OtherNetworkScreen sentence={error.message} onRetry={() => location.reload()} />;
  // What did not come from the server is this page itself, or a part of it that could not be loaded: all anew.
  const retry = error instanceof ApiError && reset ? reset : () => location.reload();
  const reference = error instanceof ApiError ? error.requestId : undefined;
  return <ErrorState screen message={sentenceOf(error)} reference={reference} onRetry={retry} />;
}

/** The workspace is bound to networks, and this is none of them. */
function OtherNetworkScreen({ sentence, onRetry }: { sentence: string; onRetry: () => void }) {
  useDocumentTitle('Another network');
  return (
    <div className="mx-auto max-w-md px-6 py-24 text-center">
      <h1 className="font-semibold text-xl">{sentence}</h1>
      <p className="mt-2 text-ink-soft">
        Its admins have chosen from where. Come back from inside, or ask one of them; where everybody is
        outside, whoever runs this Caseward can open it again.
      </p>
      <Button className="mt-6" onClick={onRetry}>
        Try again
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
