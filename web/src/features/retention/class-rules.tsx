import X from 'lucide-react/icons/x';
import { useId } from 'react';
import type { RetentionClass, RetentionRule } from '#contracts/retention.ts';
import { useWorkspace } from '../../app/workspace-context.ts';
import { IconButton } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { CLASS_WORDS, daysWords, withRule } from './retention-words.ts';

type ClassRulesProps = {
  name: RetentionClass;
  rules: readonly RetentionRule[];
  onChange: (rules: RetentionRule[]) => void;
};

const USUAL_DAYS = 365;

/** One class: how long it is kept, and the types that are kept otherwise. */
export function ClassRules({ name, rules, onChange }: ClassRulesProps) {
  const { caseTypes } = useWorkspace();
  const words = CLASS_WORDS[name];
  const own = rules.filter((rule) => rule.class === name && rule.caseType !== null);
  const left = caseTypes.filter(({ key }) => own.every(({ caseType }) => caseType !== key));
  const set = (caseType: string | null) => (days: number | undefined) =>
    onChange(withRule(rules, { class: name, caseType }, days));
  const general = rules.find((rule) => rule.class === name && rule.caseType === null);
  return (
    <li className="space-y-3 px-4 py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-56">
          <p className="font-medium">{words.name}</p>
          <p className="text-ink-faint text-sm">{words.text}</p>
        </div>
        <Days label={`${words.name}: days`} days={general?.days} onDays={set(null)} />
      </div>
      {own.map(({ caseType, days }) => (
        <div key={caseType} className="flex flex-wrap items-center gap-x-4 gap-y-2 pl-4">
          <p className="min-w-0 grow basis-40 text-ink-soft">{labelOf(caseTypes, caseType)}</p>
          <Days
            label={`${words.name}, ${labelOf(caseTypes, caseType)}: days`}
            days={days}
            onDays={(next) => set(caseType)(next ?? days)}
          />
          <IconButton
            label={`No exception for ${labelOf(caseTypes, caseType)}`}
            icon={<X aria-hidden className="size-4" />}
            onClick={() => set(caseType)(undefined)}
          />
        </div>
      ))}
      {name === 'contacts' || left.length === 0 || (general === undefined && own.length === 0) ? null : (
        <Select
          aria-label={`${words.name}: a type that is kept otherwise`}
          className="max-w-56"
          quiet
          empty="Another time for a type…"
          choices={left.map(({ key, label }) => ({ value: key, label }))}
          value=""
          onChange={(event) => {
            if (event.target.value !== '') set(event.target.value)(general?.days ?? USUAL_DAYS);
          }}
        />
      )}
    </li>
  );
}

type DaysProps = { label: string; days: number | undefined; onDays: (days: number | undefined) => void };

function Days({ label, days, onDays }: DaysProps) {
  const hint = useId();
  return (
    <span className="flex items-center gap-2">
      <Input
        type="number"
        min={1}
        max={36_500}
        aria-label={label}
        aria-describedby={hint}
        className="!w-24 text-right"
        placeholder="Always"
        value={days ?? ''}
        onChange={(event) => {
          const typed = Math.trunc(event.target.valueAsNumber);
          onDays(Number.isNaN(typed) ? undefined : typed);
        }}
      />
      <span id={hint} className="w-20 text-ink-faint text-sm">
        {days === undefined
          ? 'no end'
          : daysWords(days) === `${days} days`
            ? 'days'
            : `days: ${daysWords(days)}`}
      </span>
    </span>
  );
}

function labelOf(types: readonly { key: string; label: string }[], key: string | null): string {
  return types.find((type) => type.key === key)?.label ?? key ?? '';
}
