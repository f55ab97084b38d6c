import ChevronDown from 'lucide-react/icons/chevron-down';
import { AUDIT_ACTION_NAMES } from '#contracts/audit-actions.ts';
import { PickList } from '../../ui/pick-list.tsx';
import { Popover } from '../../ui/popover.tsx';
import { actionPicks, chosenWords } from './action-words.ts';

type ActionFilterProps = {
  chosen: readonly string[];
  /** Of entries that were shown: an older log may have some that nothing writes any more. */
  seen: readonly string[];
  onChange: (chosen: string[]) => void;
};

/** Every action there is, by its area, found by typing. */
export function ActionFilter({ chosen, seen, onChange }: ActionFilterProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <p aria-hidden className="font-medium text-sm">
        What
      </p>
      <Popover
        label="What was done"
        triggerClass="flex h-8 w-full items-center justify-between gap-1 rounded-md border border-line-strong/60 bg-surface pr-2 pl-2.5 text-left shadow-low transition-colors hover:border-line-strong"
        trigger={
          <>
            <span className="truncate">
              <span className="sr-only">What: </span>
              {chosenWords(chosen)}
            </span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
          </>
        }
      >
        <PickList
          what="actions"
          picks={actionPicks([...AUDIT_ACTION_NAMES, ...seen, ...chosen])}
          chosen={chosen}
          onChange={onChange}
        />
      </Popover>
    </div>
  );
}
