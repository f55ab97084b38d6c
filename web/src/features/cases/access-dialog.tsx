import { useQuery } from '@tanstack/react-query';
import type { CaseAccess } from '#contracts/case-access.ts';
import type { Case } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { reasonWords } from './access-words.ts';
import { caseKey, casePath } from './case.queries.ts';

export function AccessDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const { workspace } = usePlace();
  const access = useQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'access'],
    queryFn: ({ signal }) => call<CaseAccess>('GET', `${casePath(workspace.id, of.id)}/access`, { signal }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Who can see this, and why"
      lead="Everyone; nobody is left out of this list."
    >
      <div className="-mx-5 pb-4">
        {access.isPending ? <SkeletonRows rows={4} what="who can see this" /> : null}
        {access.isError ? (
          <ErrorState message={sentenceOf(access.error)} onRetry={() => void access.refetch()} />
        ) : null}
        <ul className="divide-y divide-line">
          {access.data?.people.map(({ person, reasons }) => (
            <li key={person.id} className="flex items-start gap-3 px-5 py-2.5">
              <Avatar name={person.name} />
              <div>
                <p className="font-medium">{person.name}</p>
                <p className="text-ink-soft text-sm">
                  {reasons.map((reason) => reasonWords(reason, dayOf)).join('; ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
