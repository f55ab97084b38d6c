import Trash2 from 'lucide-react/icons/trash-2';
import type { GivenRole } from '#contracts/sso.ts';
import { IconButton } from '../../ui/button.tsx';
import { type Choice, Input, Select } from '../../ui/input.tsx';
import type { RoleDraft } from './mapping.draft.ts';

type RoleRowProps = {
  row: RoleDraft;
  choices: readonly Choice[];
  onChange: (row: RoleDraft) => void;
  onRemove: () => void;
};

/** One group of the provider, and the role it gives here. */
export function RoleRow({ row, choices, onChange, onRemove }: RoleRowProps) {
  return (
    <div className="flex items-center gap-2">
      <Input
        aria-label="Group"
        placeholder="Group, exactly as it arrives"
        maxLength={300}
        value={row.group}
        onChange={(event) => onChange({ ...row, group: event.target.value })}
      />
      <Select
        aria-label="Role of this group"
        choices={choices}
        value={row.role}
        onChange={(event) => onChange({ ...row, role: event.target.value as GivenRole })}
        className="max-w-32"
      />
      <IconButton
        label="Remove this group"
        icon={<Trash2 aria-hidden className="size-4" />}
        onClick={onRemove}
      />
    </div>
  );
}
