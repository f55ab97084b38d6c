import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { usePlace } from '../../app/workspace-context.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { draftsQuery } from './case.queries.ts';
import { NewCaseForm } from './new-case-form.tsx';
import { inSentence } from './workspace-words.ts';

const route = getRouteApi('/signed-in/w/$workspaceId/cases/new');

export function NewCaseScreen() {
  const { workspace } = usePlace();
  const { draft: draftId } = route.useSearch();
  const drafts = useQuery({ ...draftsQuery(workspace.id), enabled: draftId !== undefined, gcTime: 0 });
  const title = `New ${inSentence(workspace.labels.case)}`;
  return (
    <Page width="text" title={title} lead="Kept as you type. Only you see it until you save it.">
      {draftId !== undefined && drafts.isPending ? (
        <Skeleton className="h-96" />
      ) : (
        <NewCaseForm key={draftId} draft={drafts.data?.items.find(({ id }) => id === draftId)} />
      )}
    </Page>
  );
}
