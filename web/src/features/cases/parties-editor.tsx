import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import type { Party } from '#contracts/cases.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';

export function PartiesEditor({
  parties,
  onChange,
}: {
  parties: readonly Party[];
  onChange: (parties: Party[]) => void;
}) {
  const label = usePlace().workspace.labels.party;
  const set = (at: number, part: Partial<Party>) =>
    onChange(parties.map((party, other) => (other === at ? { ...party, ...part } : party)));
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      {parties.map((party, at) => (
        <div key={String(at)} className="grid grid-cols-[1fr_1fr_auto] gap-2 sm:grid-cols-[1fr_1fr_2fr_auto]">
          <Input
            aria-label={`${label} ${at + 1}: name`}
            placeholder="Name"
            maxLength={120}
            required
            value={party.name}
            onChange={(event) => set(at, { name: event.target.value })}
          />
          <Input
            aria-label={`${label} ${at + 1}: role`}
            placeholder="Role"
            maxLength={60}
            required
            value={party.role}
            onChange={(event) => set(at, { role: event.target.value })}
          />
          <Input
            aria-label={`${label} ${at + 1}: note`}
            placeholder="Note"
            maxLength={500}
            value={party.note}
            onChange={(event) => set(at, { note: event.target.value })}
            className="order-last col-span-3 sm:order-none sm:col-span-1"
          />
          <IconButton
            label={`Take ${party.name || 'this line'} away`}
            icon={<X aria-hidden className="size-4" />}
            onClick={() => onChange(parties.filter((_, other) => other !== at))}
          />
        </div>
      ))}
      <Button
        size="sm"
        look="ghost"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => onChange([...parties, { name: '', role: '', note: '' }])}
      >
        Add
      </Button>
    </fieldset>
  );
}
