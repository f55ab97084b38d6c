import X from 'lucide-react/icons/x';
import type { Grant, GrantLevel } from '#contracts/case-access.ts';
import { Person } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { DateInput, Select } from '../../ui/input.tsx';

const LEVELS = [
  { value: 'read', label: 'May read' },
  { value: 'comment', label: 'May comment' },
  { value: 'edit', label: 'May edit' },
];

type GrantRowProps = {
  grant: Grant;
  day: string;
  error: string | undefined;
  onLevel: (level: GrantLevel) => void;
  onDay: (day: string) => void;
  onRemove: () => void;
};

export function GrantRow({ grant, day, error, onLevel, onDay, onRemove }: GrantRowProps) {
  const { name } = grant.person;
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-center gap-2">
      <span className="col-span-2 min-w-0">
        <Person name={name} />
      </span>
      <IconButton
        label={`Take ${name} away`}
        icon={<X aria-hidden className="size-4" />}
        onClick={onRemove}
      />
      <Select
        aria-label={`What ${name} may do`}
        choices={LEVELS}
        value={grant.level}
        onChange={(event) => onLevel(event.target.value as GrantLevel)}
      />
      <DateInput
        aria-label={`Until when ${name} may`}
        aria-invalid={error !== undefined}
        value={day}
        onChange={(event) => onDay(event.target.value)}
      />
      {error === undefined ? null : (
        <p role="alert" className="col-span-3 text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
