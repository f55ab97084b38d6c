import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type {
  CaseImport,
  ImportCheck,
  ImportPlan,
  ImportReading,
  OpenImport,
} from '#contracts/case-imports.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { toastError } from '../../ui/toast.tsx';
import { ColumnRow } from './column-row.tsx';
import { DATE_CHOICES } from './import-words.ts';
import { importPath, openImportQuery } from './imports.queries.ts';
import { ReadingFields } from './reading-fields.tsx';

type ColumnsFormProps = {
  opened: OpenImport;
  onReading: (reading: ImportReading) => void;
  onChecked: (check: ImportCheck) => void;
};

/** Which column becomes what, and what stands for rows that say nothing. */
export function ColumnsForm({ opened, onReading, onChecked }: ColumnsFormProps) {
  const { workspace } = usePlace();
  const { caseTypes } = useWorkspace();
  const client = useQueryClient();
  const [plan, setPlan] = useState<ImportPlan | null>(opened.plan);
  const path = importPath(workspace.id, opened.id);
  const check = useMutation({
    async mutationFn(body: ImportPlan) {
      await call<CaseImport>('PUT', `${path}/plan`, { body });
      // What stands there when one comes back is what was planned.
      client.setQueryData(openImportQuery(workspace.id, opened.id, {}).queryKey, { ...opened, plan: body });
      return call<ImportCheck>('POST', `${path}/check`);
    },
    onSuccess: onChecked,
    onError: (error) => toastError(sentenceOf(error)),
  });
  if (plan === null) return null;
  const type = caseTypes.find(({ key }) => key === plan.type);
  const hasTitle = plan.columns.includes('title');
  const change = (part: Partial<ImportPlan>) => setPlan({ ...plan, ...part });
  return (
    <form
      className="space-y-6"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        check.mutate(plan);
      }}
    >
      <ReadingFields plan={plan} onReading={onReading} />
      <section aria-labelledby="columns-title" className="space-y-2">
        <h2 id="columns-title" className="font-semibold">
          What each column becomes
        </h2>
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {opened.columns.map((column, at) => (
            <ColumnRow
              key={`${String(at)} ${column.name}`}
              at={at}
              column={column}
              plan={plan}
              onChange={(target) =>
                change({ columns: plan.columns.map((one, n) => (n === at ? target : one)) })
              }
            />
          ))}
        </ul>
      </section>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Type" hint="For rows that name none">
          {(control) => (
            <Select
              {...control}
              value={plan.type}
              choices={caseTypes.map(({ key, label }) => ({ value: key, label }))}
              onChange={(event) => change({ type: event.target.value, state: null })}
            />
          )}
        </Field>
        <Field label="State" hint="For rows that name none">
          {(control) => (
            <Select
              {...control}
              value={plan.state ?? type?.states[0]?.key ?? ''}
              choices={(type?.states ?? []).map(({ key, label }) => ({ value: key, label }))}
              onChange={(event) => change({ state: event.target.value })}
            />
          )}
        </Field>
        <Field label="Dates look like">
          {(control) => (
            <Select
              {...control}
              value={plan.dateFormat}
              choices={DATE_CHOICES}
              onChange={(event) => {
                const found = DATE_CHOICES.find(({ value }) => value === event.target.value);
                if (found) change({ dateFormat: found.value as ImportPlan['dateFormat'] });
              }}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={check.isPending} disabled={!hasTitle}>
          Check every row
        </Button>
        {hasTitle ? null : <p className="text-ink-soft">One column has to be the title.</p>}
      </div>
    </form>
  );
}
