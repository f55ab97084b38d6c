import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { addTyped } from './typed-ranges.ts';

type Props = {
  label: string;
  hint: string;
  ranges: readonly string[];
  onChange: (ranges: readonly string[]) => void;
  optional?: boolean;
  error?: string | undefined;
  /** An address offered at a press. */
  offer?: { readonly label: string; readonly address: string } | undefined;
};

/** Addresses and networks, one by one or pasted together. */
export function RangeList({ label, hint, ranges, onChange, optional = false, error, offer }: Props) {
  const [text, setText] = useState('');
  const [faulty, setFaulty] = useState<readonly string[]>([]);
  const add = (typed: string) => {
    const next = addTyped(ranges, typed);
    onChange(next.ranges);
    setFaulty(next.faulty);
    setText(next.faulty.join(' '));
  };
  const wrong = faulty.length > 0 ? `No address or network: ${faulty.join(', ')}` : undefined;
  return (
    <div className="space-y-2">
      <Field label={label} hint={hint} optional={optional} error={wrong ?? error}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              className="font-mono"
              placeholder="203.0.113.0/24"
              spellCheck={false}
              value={text}
              onChange={({ target }) => setText(target.value)}
              // What was typed and not added counts all the same.
              onBlur={() => add(text)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || text.trim() === '') return;
                event.preventDefault();
                add(text);
              }}
            />
            <Button onClick={() => add(text)}>Add</Button>
          </div>
        )}
      </Field>
      {offer && !ranges.includes(offer.address) ? (
        <Button size="sm" onClick={() => add(offer.address)}>
          {offer.label} <span className="font-mono">{offer.address}</span>
        </Button>
      ) : null}
      {ranges.length > 0 ? (
        <ul aria-label={label} className="divide-y divide-line rounded-md border border-line">
          {ranges.map((range) => (
            <li key={range} className="flex items-center gap-2 py-0.5 pr-1 pl-3">
              <span className="grow break-all font-mono">{range}</span>
              <IconButton
                label={`Remove ${range}`}
                icon={<X aria-hidden className="size-4" />}
                onClick={() => onChange(ranges.filter((other) => other !== range))}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
