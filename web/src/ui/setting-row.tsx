import type { ReactNode } from 'react';
import { Badge } from './badge.tsx';

type SettingRowProps = {
  title: string;
  text: ReactNode;
  /** Whether it is switched on; absent for what has no switch. */
  on?: boolean;
  /** What can be done about it. */
  children?: ReactNode;
};

/** One setting of a person, in a list of them: what it is, how it stands, what can be done. */
export function SettingRow({ title, text, on, children }: SettingRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-56">
        <p className="flex items-center gap-2 font-medium">
          {title}
          {on === undefined ? null : <Badge tone={on ? 'good' : 'neutral'}>{on ? 'On' : 'Off'}</Badge>}
        </p>
        <p className="break-words text-ink-faint text-sm">{text}</p>
      </div>
      {children ? <div className="flex flex-wrap gap-2">{children}</div> : null}
    </li>
  );
}
