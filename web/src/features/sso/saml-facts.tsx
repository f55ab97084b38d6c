import type { SsoConnection } from '#contracts/sso.ts';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/state.tsx';
import { CertificateList } from './certificate-list.tsx';
import { CopyValue } from './copy-value.tsx';

/** What the provider has to be told about us, and what is known of it. */
export function SamlFacts({ connection }: { connection: SsoConnection }) {
  const { self, provider, metadataUrl, metadataAt, metadataFailingSince } = connection;
  if (self === null || provider === null) return null;
  return (
    <div className="space-y-5">
      {metadataFailingSince === null ? null : (
        <Notice tone="warn">
          The metadata could not be fetched since <Moment at={metadataFailingSince} />. What was known before
          is in use.
        </Notice>
      )}
      <section>
        <h3 className="font-medium text-sm">For the provider</h3>
        <div className="mt-0.5 divide-y divide-line">
          <CopyValue label="Entity id" value={self.entityId} />
          <CopyValue label="Address for answers (ACS)" value={self.answersTo} />
          <CopyValue label="Address for sign-out" value={self.signOut} />
          <CopyValue label="Our metadata" value={self.metadataUrl} />
        </div>
      </section>
      <CertificateList certificates={provider.certificates} />
      <p className="break-all text-ink-faint text-sm">
        It calls itself {provider.entityId} and {provider.signsOut ? 'takes' : 'does not take'} sign-outs.{' '}
        {metadataUrl === null ? 'Its metadata were pasted' : `From ${metadataUrl}`}
        {metadataAt === null ? null : (
          <>
            , <Moment at={metadataAt} />
          </>
        )}
        .
      </p>
    </div>
  );
}
