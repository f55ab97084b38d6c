import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import type { CaseLink, CaseLinkCreate, CaseLinkList } from '#contracts/case-links.ts';
import type { Case } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { caseKey, casePath } from './case.queries.ts';
import { LinkDialog } from './link-dialog.tsx';
import { linkWords } from './link-words.ts';

/** Cases that this one is tied to, in either direction. */
export function LinkSection({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const key = [...caseKey(workspace.id, of.id), 'links'];
  const path = `${casePath(workspace.id, of.id)}/links`;
  const links = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call<CaseLinkList>('GET', path, { signal }),
  });
  const common = {
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  };
  const add = useMutation({
    mutationFn: (body: CaseLinkCreate) => call<CaseLink>('POST', path, { body }),
    onSuccess: () => setAdding(false),
    ...common,
  });
  const remove = useMutation({
    mutationFn: (link: CaseLink) => call('DELETE', `${path}/${link.id}`),
    onSuccess: (_, link) =>
      toast('The link is gone', () => add.mutate({ kind: link.kind, toCaseId: link.case.id })),
    ...common,
  });
  const may = of.actions.includes('case.edit');
  return (
    <section>
      <div className="mb-2 flex items-center justify-between">
        <h2 className="font-semibold">Links</h2>
        {may ? (
          <Button
            look="ghost"
            size="sm"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setAdding(true)}
          >
            Link
          </Button>
        ) : null}
      </div>
      {links.isPending ? <Skeleton className="h-8" /> : null}
      {links.isError ? <p className="text-bad">{sentenceOf(links.error)}</p> : null}
      {links.data?.items.length === 0 ? <p className="text-ink-faint">None</p> : null}
      <ul className="space-y-1">
        {links.data?.items.map((link) => (
          <li key={link.id} className="flex items-start gap-2">
            <p className="min-w-0 grow py-1">
              <span className="text-ink-faint">{linkWords(link)} </span>
              <Link
                to="/w/$workspaceId/cases/$caseId"
                params={{ workspaceId: workspace.id, caseId: link.case.id }}
                className="font-medium text-accent-ink hover:underline"
              >
                #{link.case.number} {link.case.title}
              </Link>
            </p>
            {may && link.direction === 'out' ? (
              <IconButton
                label={`Take the link to #${link.case.number} away`}
                icon={<X aria-hidden className="size-4" />}
                onClick={() => remove.mutate(link)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <LinkDialog of={of} busy={add.isPending} onClose={() => setAdding(false)} onAdd={add.mutate} />
      ) : null}
    </section>
  );
}
