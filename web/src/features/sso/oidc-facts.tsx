import type { OidcKnown, SsoConnection } from '#contracts/sso.ts';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/state.tsx';
import { CopyValue } from './copy-value.tsx';

/** What an OpenID provider has to be told about us, and what is known of it. */
export function OidcFacts({ connection, known }: { connection: SsoConnection; known: OidcKnown }) {
  const { metadataAt, metadataFailingSince } = connection;
  return (
    <div className="space-y-5">
      {metadataFailingSince === null ? null : (
        <Notice tone="warn">
          The discovery document could not be read since <Moment at={metadataFailingSince} />. What was known
          before is in use.
        </Notice>
      )}
      <section>
        <h3 className="font-medium text-sm">For the provider</h3>
        <div className="mt-0.5 divide-y divide-line">
          <CopyValue label="Redirect URI" value={known.redirectUri} />
          <CopyValue label="Address after signing out" value={known.afterSignOut} />
          <CopyValue label="Back-channel logout URI" value={known.backChannel} />
        </div>
      </section>
      <p className="break-words text-ink-faint text-sm">
        Our client id at {known.issuer} is <code>{known.clientId}</code>. It{' '}
        {known.signsOut ? 'takes' : 'does not take'} sign-outs
        {metadataAt === null ? null : (
          <>
            . Read <Moment at={metadataAt} />
          </>
        )}
        .
      </p>
    </div>
  );
}
