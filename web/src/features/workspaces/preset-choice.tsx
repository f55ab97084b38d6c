import type { Preset } from '#contracts/presets.ts';
import { cx } from '../../ui/cx.ts';

const PRESETS: { value: Preset; name: string; who: string }[] = [
  {
    value: 'knowledge',
    name: 'Knowledge',
    who: 'Engineers, operations, quality: incidents with evidence, verified by peers',
  },
  { value: 'legal', name: 'Legal', who: 'Law practices, HR, compliance: matters, parties, dates' },
  { value: 'agency', name: 'Agency', who: 'Agencies and service firms: cases of clients and their files' },
];

export function PresetChoice({ value, onChange }: { value: Preset; onChange: (preset: Preset) => void }) {
  return (
    <fieldset className="space-y-1.5">
      <legend className="font-medium text-sm">What kind of team is it for?</legend>
      {PRESETS.map(({ value: one, name, who }) => (
        <label
          key={one}
          className={cx(
            'flex gap-3 rounded-md border p-3 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent-ink',
            one === value ? 'border-accent-ink bg-accent-soft' : 'border-line-strong/60 bg-surface',
          )}
        >
          <input
            type="radio"
            name="preset"
            value={one}
            checked={one === value}
            onChange={() => onChange(one)}
            className="mt-0.5 size-4.5 shrink-0 accent-accent focus:outline-none"
          />
          <span>
            <span className="block font-medium">{name}</span>
            <span className="block text-ink-soft text-sm">{who}</span>
          </span>
        </label>
      ))}
      <p className="text-ink-faint text-sm">
        It sets the words, states and templates to begin with. All can be changed later.
      </p>
    </fieldset>
  );
}
