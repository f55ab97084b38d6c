import ChevronDown from 'lucide-react/icons/chevron-down';
import type { CaseFilter } from '#contracts/case-lists.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/field.tsx';
import { DateInput } from '../../ui/input.tsx';
import { Popover } from '../../ui/popover.tsx';
import { CHIP } from './filter-menu.tsx';
import { daysOf, type PeriodField, withDays } from './list-filter.ts';

const NAMES: Record<PeriodField, string> = { created: 'Created', updated: 'Changed', due: 'Due' };

type DateFilterProps = { field: PeriodField; filter: CaseFilter; onChange: (filter: CaseFilter) => void };

export function DateFilter({ field, filter, onChange }: DateFilterProps) {
  const { from, to } = daysOf(filter[field]);
  const set = from !== '' || to !== '';
  return (
    <Popover
      label={NAMES[field]}
      triggerClass={cx(
        CHIP,
        set
          ? 'border-accent-ink bg-accent-soft text-accent-ink'
          : 'border-line bg-surface text-ink-soft hover:text-ink',
      )}
      trigger={
        <>
          {NAMES[field]}
          {set ? `: ${from || '…'} – ${to || '…'}` : null}
          <ChevronDown aria-hidden className="size-3.5" />
        </>
      }
    >
      <div className="space-y-3 p-3">
        <Field label="From">
          {(control) => (
            <DateInput
              {...control}
              value={from}
              max={to || undefined}
              onChange={(event) => onChange(withDays(filter, field, event.target.value, to))}
            />
          )}
        </Field>
        <Field label="To and with">
          {(control) => (
            <DateInput
              {...control}
              value={to}
              min={from || undefined}
              onChange={(event) => onChange(withDays(filter, field, from, event.target.value))}
            />
          )}
        </Field>
        <Button size="sm" disabled={!set} onClick={() => onChange(withDays(filter, field, '', ''))}>
          Any time
        </Button>
      </div>
    </Popover>
  );
}
