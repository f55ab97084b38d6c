import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CaseImport } from '#contracts/case-imports.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { FileDrop } from './file-drop.tsx';
import { count, stateWords } from './import-words.ts';
import { importsQuery } from './imports.queries.ts';

/** Cases from a table: a new file, and what became of those before. */
export function ImportsScreen() {
  const { workspace } = usePlace();
  const imports = useQuery(importsQuery(workspace.id));
  const many = workspace.labels.cases.toLocaleLowerCase();
  const items = imports.data?.items ?? [];
  return (
    <Page
      width="text"
      title={`Import ${many}`}
      lead={`Bring ${many} in from a spreadsheet or another system. You say what each column is, see every row that is wrong, and can take it all back for seven days.`}
    >
      <FileDrop />
      {imports.isPending ? <SkeletonRows rows={2} what="your imports" /> : null}
      {imports.isError ? (
        <ErrorState message={sentenceOf(imports.error)} onRetry={() => void imports.refetch()} />
      ) : null}
      {items.length > 0 ? (
        <Panel title="Your imports" className="mt-6">
          <ul className="divide-y divide-line">
            {items.map((one) => (
              <ImportRow key={one.id} one={one} />
            ))}
          </ul>
        </Panel>
      ) : null}
    </Page>
  );
}

function ImportRow({ one }: { one: CaseImport }) {
  const { workspace } = usePlace();
  const { words, tone } = stateWords(one);
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover">
      <Link
        to="/w/$workspaceId/import/$importId"
        params={{ workspaceId: workspace.id, importId: one.id }}
        className="min-w-0 grow basis-48 truncate font-medium after:absolute after:inset-0"
      >
        {one.name}
      </Link>
      <span className="text-ink-faint text-sm">
        {one.tried > 0 ? `${count(one.made, 'made', 'made')} · ` : ''}
        <Moment at={one.askedAt} />
      </span>
      <Badge tone={tone}>{words}</Badge>
    </li>
  );
}
