import { Link, useNavigate } from '@tanstack/react-router';
import { usePlace } from '../../app/workspace-context.ts';
import { cx } from '../../ui/cx.ts';
import { Select } from '../../ui/input.tsx';
import type { PartGroup, SettingsPart } from './settings-parts.ts';

type ListProps = { groups: readonly PartGroup[]; open: SettingsPart };

/** The parts of the settings beside what is open; on a narrow screen one field to choose from. */
export function SettingsList({ groups, open }: ListProps) {
  return (
    <>
      <PartField groups={groups} open={open} />
      <nav aria-label="Parts" className="space-y-5 max-lg:hidden">
        {groups.map(({ title, parts }) => (
          <div key={title}>
            <p className="px-2 pb-1 text-ink-faint text-xs">{title}</p>
            <ul>
              {parts.map(({ name, label }) => (
                <li key={name}>
                  <PartLink name={name} label={label} open={name === open} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  );
}

function PartLink({ name, label, open }: { name: SettingsPart; label: string; open: boolean }) {
  const { workspace } = usePlace();
  return (
    <Link
      to="/w/$workspaceId/settings"
      params={{ workspaceId: workspace.id }}
      search={{ part: name }}
      data-tab={name}
      aria-current={open ? 'page' : undefined}
      className={cx(
        'flex h-8 items-center rounded-md px-2',
        open ? 'bg-hover font-medium text-ink' : 'text-ink-soft hover:bg-hover hover:text-ink',
      )}
    >
      {label}
    </Link>
  );
}

function PartField({ groups, open }: ListProps) {
  const { workspace } = usePlace();
  const navigate = useNavigate();
  const choices = groups.flatMap(({ parts }) => parts.map(({ name, label }) => ({ value: name, label })));
  const choose = (value: string) => {
    const part = choices.find((choice) => choice.value === value)?.value;
    if (part === undefined) return;
    void navigate({
      to: '/w/$workspaceId/settings',
      params: { workspaceId: workspace.id },
      search: { part },
    });
  };
  return (
    <div className="mb-4 lg:hidden">
      <Select
        aria-label="Settings"
        choices={choices}
        value={open}
        onChange={({ target }) => choose(target.value)}
      />
    </div>
  );
}
