import { type ReactNode, useState } from 'react';
import { Input } from './input.tsx';

/** Those of one `group` stand together, under its name. */
export type Pick = { value: string; label: string; mark?: ReactNode; group?: string };

type PickListProps = {
  what: string;
  picks: readonly Pick[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

const SEARCH_FROM = 8;

/** Any number of a list, found by typing where the list is long. */
export function PickList({ what, picks, chosen, onChange }: PickListProps) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLocaleLowerCase();
  const found = picks.filter(({ label, group = '' }) =>
    `${group} ${label}`.toLocaleLowerCase().includes(wanted),
  );
  const groups = [...Map.groupBy(found, ({ group = '' }) => group)];
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <div className="p-1.5">
      {picks.length >= SEARCH_FROM ? (
        <Input
          aria-label={`Find ${what}`}
          placeholder={`Find ${what}`}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="mb-1.5"
        />
      ) : null}
      <div className="max-h-64 overflow-y-auto">
        {groups.map(([group, members]) => (
          <section key={group}>
            {group === '' ? null : (
              <p aria-hidden className="px-2 pt-2 pb-1 font-medium text-ink-faint text-sm">
                {group}
              </p>
            )}
            <ul aria-label={group === '' ? what : group}>
              {members.map(({ value, label, mark }) => (
                <li key={value}>
                  <label className="flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 hover:bg-hover has-focus-visible:bg-hover">
                    <input
                      type="checkbox"
                      checked={chosen.includes(value)}
                      onChange={() => toggle(value)}
                      className="size-4.5 shrink-0 accent-accent"
                    />
                    {mark}
                    <span className="truncate">{label}</span>
                  </label>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {found.length === 0 ? (
        <p className="px-2 py-3 text-ink-faint">{picks.length === 0 ? 'There are none yet' : 'None found'}</p>
      ) : null}
    </div>
  );
}
