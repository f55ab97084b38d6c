import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { type Certificate, certificateState, shortFingerprint } from './certificate-words.ts';

/** The certificates a provider may sign with, and how long each is good for. */
export function CertificateList({ certificates }: { certificates: readonly Certificate[] }) {
  const now = Date.now();
  return (
    <section>
      <h3 className="font-medium text-sm">
        {certificates.length === 1 ? 'Certificate of the provider' : 'Certificates of the provider'}
      </h3>
      <ul className="mt-1.5 divide-y divide-line rounded-md border border-line">
        {certificates.map((one) => {
          const { tone, label } = certificateState(one, now);
          return (
            <li key={one.fingerprint} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
              <code className="min-w-0 grow truncate font-mono text-sm" title={one.fingerprint}>
                {shortFingerprint(one.fingerprint)}
              </code>
              <span className="text-ink-faint text-sm">
                {Date.parse(one.validTo) <= now ? 'ended' : 'ends'} <Moment at={one.validTo} />
              </span>
              <Badge tone={tone}>{label}</Badge>
            </li>
          );
        })}
      </ul>
      {certificates.length > 1 ? (
        <p className="mt-1.5 text-ink-faint text-sm">
          Any of them may sign: the provider can change from one to the next without a gap.
        </p>
      ) : null}
    </section>
  );
}
