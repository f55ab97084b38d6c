import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import { ErrorScreen } from '../../app/error-screen.tsx';
import { PendingScreen } from '../../app/pending-screen.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { useDocumentTitle } from '../../ui/page.tsx';
import { previewUrl } from '../evidence/index.ts';
import { caseQuery } from './case.queries.ts';
import { CaseEditor } from './case-editor.tsx';
import { CaseHeader } from './case-header.tsx';
import { CaseParts } from './case-parts.tsx';
import { CaseReading } from './case-reading.tsx';
import { CaseSide } from './case-side.tsx';
import type { Side } from './sides.ts';

const route = getRouteApi('/signed-in/w/$workspaceId/cases/$caseId');

export function CaseScreen() {
  const { workspace } = usePlace();
  const { caseId } = route.useParams();
  const found = useQuery(caseQuery(workspace.id, caseId));
  if (found.isPending) return <PendingScreen />;
  if (found.isError && found.data === undefined)
    return <ErrorScreen error={found.error} reset={() => void found.refetch()} />;
  return <CaseLayout key={caseId} of={found.data} />;
}

function CaseLayout({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const { edit = false, side: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const [side, setSide] = useState<Side>(asked ?? (of.openRoundId === null ? 'details' : 'review'));
  const [wished, setWished] = useState(asked === undefined ? 0 : 1);
  const show = (next: Side) => {
    setSide(next);
    setWished(wished + 1);
  };
  const main = useRef<HTMLDivElement>(null);
  useDocumentTitle(`#${of.number}`);
  const mayEdit = of.actions.includes('case.edit') && of.lock === 'none';
  const setEdit = (next: boolean) => void navigate({ search: next ? { edit: true } : {}, replace: true });
  useShortcuts(mayEdit && !edit ? { e: () => setEdit(true) } : {});
  const editing = edit && mayEdit;
  useEffect(() => {
    if (editing) main.current?.querySelector<HTMLElement>('form input')?.focus();
  }, [editing]);
  const url = (id: string) => previewUrl(workspace.id, id);
  return (
    <div className="grid min-h-full lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div ref={main} className="min-w-0 px-4 py-5 sm:px-8 sm:py-7">
        <CaseHeader
          of={of}
          editing={editing}
          onEdit={mayEdit ? () => setEdit(true) : undefined}
          onReview={() => show('review')}
        />
        <CaseParts inReview={of.openRoundId !== null} onSide={show} />
        {editing ? (
          <CaseEditor of={of} evidenceUrl={url} onDone={() => setEdit(false)} />
        ) : (
          <CaseReading of={of} evidenceUrl={url} />
        )}
      </div>
      <CaseSide of={of} side={side} asked={wished} onSide={setSide} />
    </div>
  );
}
