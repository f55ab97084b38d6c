import { useState } from 'react';
import { MOST_TOKEN_DAYS } from '#contracts/api-tokens.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { dayOf } from '../../ui/time-words.ts';

const DAY_MS = 24 * 3600 * 1000;
const PRESETS: readonly { days: number; label: string }[] = [
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 180, label: 'Half a year' },
  { days: MOST_TOKEN_DAYS, label: 'A year' },
];
const CHOICES = [
  ...PRESETS.map(({ days, label }) => ({ value: String(days), label })),
  { value: 'other', label: 'Another number of days' },
];

type Props = { days: number; onChange: (days: number) => void; error?: string | undefined };

/** How long a token lasts: one of the usual terms, or any other up to a year. */
export function EndPicker({ days, onChange, error }: Props) {
  const [other, setOther] = useState(false);
  const end = Number.isInteger(days) ? dayOf(new Date(Date.now() + days * DAY_MS).toISOString()) : '…';
  return (
    <Field label="Lasts" hint={`Until ${end}. Mails remind 30, 7 and 1 day before.`} error={error}>
      {(control) => (
        <div className="flex gap-2">
          <Select
            {...control}
            choices={CHOICES}
            value={other ? 'other' : String(days)}
            onChange={({ target: { value } }) => {
              setOther(value === 'other');
              if (value !== 'other') onChange(Number(value));
            }}
          />
          {other ? (
            <Input
              type="number"
              aria-label="Days"
              min={1}
              max={MOST_TOKEN_DAYS}
              required
              value={Number.isNaN(days) ? '' : days}
              onChange={({ target }) => onChange(target.valueAsNumber)}
              className="max-w-24"
            />
          ) : null}
        </div>
      )}
    </Field>
  );
}
