import ChevronDown from 'lucide-react/icons/chevron-down';
import { cx } from '../../ui/cx.ts';
import { type Pick, PickList } from '../../ui/pick-list.tsx';
import { Popover } from '../../ui/popover.tsx';

export const CHIP = 'inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-sm whitespace-nowrap';

type FilterMenuProps = {
  label: string;
  picks: readonly Pick[];
  chosen: readonly string[] | undefined;
  onChange: (chosen: string[]) => void;
};

/** One part of the filter: shows what is chosen, opens to change it. */
export function FilterMenu({ label, picks, chosen = [], onChange }: FilterMenuProps) {
  const names = picks.filter(({ value }) => chosen.includes(value)).map((pick) => pick.label);
  return (
    <Popover
      label={label}
      triggerClass={cx(
        CHIP,
        chosen.length > 0
          ? 'border-accent-ink bg-accent-soft text-accent-ink'
          : 'border-line bg-surface text-ink-soft hover:text-ink',
      )}
      trigger={
        <>
          <span>
            {label}
            {names.length === 0 ? null : `: ${names.length > 2 ? names.length : names.join(', ')}`}
          </span>
          <ChevronDown aria-hidden className="size-3.5" />
        </>
      }
    >
      <PickList what={label} picks={picks} chosen={chosen} onChange={onChange} />
    </Popover>
  );
}
