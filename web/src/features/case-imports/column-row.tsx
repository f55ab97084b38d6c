import { CASE_TARGETS, type ImportColumn, type ImportPlan, ImportTarget } from '#contracts/case-imports.ts';
import { targetWords } from '#contracts/import-words.ts';
import { useWorkspace } from '../../app/workspace-context.ts';
import { Select } from '../../ui/input.tsx';

type ColumnRowProps = {
  at: number;
  column: ImportColumn;
  plan: ImportPlan;
  onChange: (target: ImportTarget | null) => void;
};

/** A column: its name, the first values in it, and what it becomes. */
export function ColumnRow({ at, column, plan, onChange }: ColumnRowProps) {
  const { caseTypes } = useWorkspace();
  const fields = new Map(
    caseTypes.flatMap(({ fields: own }) => own.map(({ key, label }) => [key, label] as const)),
  );
  const all = [
    ...CASE_TARGETS.map((target) => ({ value: target, label: targetWords(target) })),
    ...[...fields].map(([key, label]) => ({ value: `field.${key}`, label })),
  ];
  const mine = plan.columns[at] ?? null;
  const taken = new Set<string | null>(plan.columns.filter((target) => target !== mine));
  return (
    <li className="grid items-center gap-x-4 gap-y-1.5 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="min-w-0">
        <p className="truncate font-medium">{column.name}</p>
        <p className="truncate text-ink-faint text-sm">
          {column.samples.length === 0 ? 'Empty at first' : column.samples.join(' · ')}
        </p>
      </div>
      <Select
        aria-label={`${column.name} becomes`}
        value={mine ?? ''}
        empty="Left out"
        choices={all.filter(({ value }) => !taken.has(value))}
        onChange={(event) => {
          const chosen = ImportTarget.safeParse(event.target.value);
          onChange(chosen.success ? chosen.data : null);
        }}
      />
    </li>
  );
}
