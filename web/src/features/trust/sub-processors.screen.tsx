import { useQuery } from '@tanstack/react-query';
import type { PlaceStanding, ProviderUse, SubProcessors } from '#contracts/sub-processors.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { subProcessorsQuery } from './trust.queries.ts';

const USES: Readonly<Record<ProviderUse, string>> = {
  database: 'The database: records, sealed',
  files: 'Files of cases, sealed',
  backups: 'Backups, sealed to a key on paper',
  keys: 'Wraps the keys; sees no content',
  mail: 'Carries mail: addresses, and what a letter says',
  scanner: 'Looks for malware in files while they come in',
  passwords: 'Compares five digits of the digest of a new password with known breaches',
  errors: 'Reports of errors, scrubbed',
  traces: 'Times of requests and jobs, without content or people',
};

const STANDINGS: Readonly<Record<PlaceStanding, readonly [Tone, string]>> = {
  inside: ['good', 'Within the region'],
  allowed: ['warn', 'Elsewhere, allowed by name'],
  nothing: ['neutral', 'Gets nothing of anybody'],
  elsewhere: ['bad', 'Elsewhere'],
  unsaid: ['bad', 'Not said where'],
};

/** Whom this deployment gives data to, as its settings say. */
export function SubProcessorsScreen() {
  const { data, error, refetch } = useQuery(subProcessorsQuery);
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Sub-processors"
        lead="Whom this deployment gives data to, as its own settings say, and the certifications each states."
      >
        {data === undefined ? null : (
          <p className="mb-4">
            This deployment keeps its data in the region <strong>{data.region}</strong>. In production it does
            not start when storage, backups, keys or mail lie elsewhere, unless its operator has allowed that
            by name.
          </p>
        )}
        <Panel>
          {error ? (
            <ErrorState message={sentenceOf(error)} onRetry={() => void refetch()} />
          ) : data === undefined ? (
            <SkeletonRows rows={4} what="the sub-processors" />
          ) : data.items.length === 0 ? (
            <EmptyState title="Nobody">
              Database, files, backups, keys and mail stay on the operator’s own machine, in the region{' '}
              {data.region}.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {data.items.map((item) => (
                <Item key={`${item.use} ${item.provider?.name} ${item.region}`} item={item} />
              ))}
            </ul>
          )}
        </Panel>
      </Page>
    </PublicFrame>
  );
}

function Item({ item: { use, region, standing, provider } }: { item: SubProcessors['items'][number] }) {
  return (
    <li className="space-y-1.5 px-4 py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{provider?.name ?? 'Of the operator’s own choice'}</span>
        {region === null ? null : <span className="text-ink-faint text-sm">{region}</span>}
        <Badge tone={STANDINGS[standing][0]}>{STANDINGS[standing][1]}</Badge>
      </p>
      <p className="text-ink-soft">{USES[use]}</p>
      {provider === null ? (
        <p className="text-ink-faint text-sm">Whoever runs this deployment names it when asked.</p>
      ) : (
        <div className="flex flex-wrap items-center gap-1.5">
          {provider.certifications.map((each) => (
            <Badge key={each}>{each}</Badge>
          ))}
          <a
            href={provider.page}
            rel="noreferrer"
            className="inline-flex min-h-6 items-center text-accent-ink text-sm hover:underline"
          >
            What {provider.name} states
          </a>
          <span className="text-ink-faint text-sm">· seat: {provider.seat}</span>
        </div>
      )}
    </li>
  );
}
