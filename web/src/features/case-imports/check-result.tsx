import { useMutation, useQueryClient } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import type { CaseImport, ImportCheck } from '#contracts/case-imports.ts';
import { faultWords } from '#contracts/import-words.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { toastError } from '../../ui/toast.tsx';
import { count } from './import-words.ts';
import { importPath, importsQuery } from './imports.queries.ts';
import { PreviewTable } from './preview-table.tsx';

type CheckResultProps = { one: CaseImport; check: ImportCheck; onBack: () => void };

/** What would become of every row; nothing is made until it is said. */
export function CheckResult({ one, check, onBack }: CheckResultProps) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = importPath(workspace.id, one.id);
  const run = useMutation({
    mutationFn: () => call<CaseImport>('POST', `${path}/run`),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery(workspace.id).queryKey, exact: true }),
  });
  const { labels } = workspace;
  const cases = count(check.good, labels.case.toLocaleLowerCase(), labels.cases.toLocaleLowerCase());
  return (
    <div className="space-y-5">
      <Notice tone={check.refused === 0 ? 'good' : 'warn'}>
        {check.refused === 0
          ? `All ${count(check.rows, 'row')} can be imported.`
          : `${count(check.good, 'row')} of ${check.rows.toLocaleString('en')} can be imported; ${count(check.refused, 'row')} would be refused.`}
      </Notice>
      {check.counts.length > 0 ? (
        <Panel
          title="What is wrong"
          actions={
            <a className={buttonClass('ghost', 'sm')} href={`/api/v1${path}/refused`} download>
              <Download aria-hidden className="size-4" /> These rows
            </a>
          }
        >
          <ul className="divide-y divide-line">
            {check.counts.map((fault) => (
              <li key={faultWords(fault)} className="flex items-baseline gap-4 px-4 py-2">
                <span className="min-w-0 grow">{faultWords(fault)}</span>
                <span className="shrink-0 text-ink-faint text-sm">
                  {fault.rows === 1
                    ? `row ${firstRow(check, fault)}`
                    : `${count(fault.rows, 'row')}, first ${firstRow(check, fault)}`}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      <PreviewTable rows={check.preview} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" busy={run.isPending} disabled={check.good === 0} onClick={() => run.mutate()}>
          Import {cases}
        </Button>
        <Button onClick={onBack}>Back to the columns</Button>
      </div>
    </div>
  );
}

function firstRow({ faults }: ImportCheck, { target, problem }: ImportCheck['counts'][number]): string {
  const found = faults.find((fault) => fault.target === target && fault.problem === problem);
  return found === undefined ? '…' : found.row.toLocaleString('en');
}
