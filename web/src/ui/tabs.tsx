import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { cx } from './cx.ts';
import { Select } from './input.tsx';

export type Tab<Name extends string> = {
  name: Name;
  label: string;
  count?: number | undefined;
  alert?: boolean;
};

type TabsProps<Name extends string> = {
  label: string;
  tabs: readonly Tab<Name>[];
  active: Name;
  onChange: (name: Name) => void;
  children: ReactNode;
};

/** Beyond this many a narrow screen shows a list to choose from, and a wide one further rows. */
const ONE_ROW = 5;

/** Panels of which one is shown (ARIA tabs pattern): arrow keys move, Tab goes into the panel. */
export function Tabs<Name extends string>({ label, tabs, active, onChange, children }: TabsProps<Name>) {
  const id = useId();
  const many = tabs.length > ONE_ROW;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex(({ name }) => name === active);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChange(next.name);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  };
  return (
    <div>
      {many ? (
        <div className="border-line border-b p-3 sm:hidden">
          <Select
            aria-label={label}
            choices={tabs.map(({ name, label: text }) => ({ value: name, label: text }))}
            value={active}
            onChange={({ target }) => onChange(target.value as Name)}
          />
        </div>
      ) : null}
      <div
        role="tablist"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        className={cx(
          'flex gap-x-0.5 border-line border-b px-2',
          many ? 'flex-wrap max-sm:hidden' : 'overflow-x-auto',
        )}
      >
        {tabs.map(({ name, label: text, count, alert }) => (
          <button
            key={name}
            type="button"
            role="tab"
            data-tab={name}
            id={`${id}-${name}`}
            aria-selected={name === active}
            aria-controls={`${id}-panel`}
            tabIndex={name === active ? 0 : -1}
            onClick={() => onChange(name)}
            className={cx(
              '-mb-px flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap focus-visible:-outline-offset-2',
              name === active
                ? 'border-accent-ink font-medium text-ink'
                : 'border-transparent text-ink-soft hover:text-ink',
            )}
          >
            {text}
            {count ? <span className="text-ink-faint text-xs tabular-nums">{count}</span> : null}
            {alert ? <span className="size-1.5 rounded-full bg-accent-ink" /> : null}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`}>
        {children}
      </div>
    </div>
  );
}
