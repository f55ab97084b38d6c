import { useQuery } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import Server from 'lucide-react/icons/server';
import type { ReactNode } from 'react';
import type { CaseAccess } from '#contracts/case-access.ts';
import type { Case } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { asOwner, PATH_WORDS, sightWords } from './access-words.ts';
import { caseKey, casePath } from './case.queries.ts';
import { WhatIfForm } from './what-if-form.tsx';

export function AccessDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const { workspace } = usePlace();
  const mayManage = useMay('member.manage');
  const access = useQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'access'],
    queryFn: ({ signal }) => call<CaseAccess>('GET', `${casePath(workspace.id, of.id)}/access`, { signal }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Who can see this, and why"
      lead="Everyone and everything; nobody is left out of this list."
    >
      <div className="-mx-5 pb-4">
        {access.isPending ? <SkeletonRows rows={4} what="who can see this" /> : null}
        {access.isError ? (
          <ErrorState message={sentenceOf(access.error)} onRetry={() => void access.refetch()} />
        ) : null}
        {access.data ? <Everyone access={access.data} ownerId={of.owner.id} /> : null}
        {mayManage && access.data ? <WhatIfForm of={of} /> : null}
      </div>
    </Dialog>
  );
}

function Everyone({
  access: { people, tokens, operator },
  ownerId,
}: {
  access: CaseAccess;
  ownerId: string;
}) {
  return (
    <ul className="divide-y divide-line">
      {people.map(({ person, ...sight }) => (
        <Row key={person.id} sign={<Avatar name={person.name} />} name={person.name}>
          {sightWords(person.id === ownerId ? asOwner(sight) : sight, dayOf)}
        </Row>
      ))}
      {tokens.map((token) => (
        <Row
          key={token.id}
          sign={<KeyRound aria-hidden className="mt-1 size-4 text-ink-faint" />}
          name={`API token ${token.name}`}
        >
          made by {token.maker.name}, until {dayOf(token.expiresAt)}: {sightWords(token, dayOf)}
        </Row>
      ))}
      {operator.map((path) => (
        <Row
          key={path}
          sign={<Server aria-hidden className="mt-1 size-4 text-ink-faint" />}
          name={path === 'root-key' ? 'The operator' : 'The server'}
        >
          {PATH_WORDS[path]}
        </Row>
      ))}
    </ul>
  );
}

function Row({ sign, name, children }: { sign: ReactNode; name: string; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3 px-5 py-2.5">
      <span className="flex w-7 shrink-0 justify-center">{sign}</span>
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-ink-soft text-sm">{children}</p>
      </div>
    </li>
  );
}
