import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { addTyped } from './typed-ranges.ts';

type Props = {
  label: string;
  hint: string;
  /** Those to begin with. */
  ranges: readonly string[];
  /** Told of all there are, those typed and not added yet among them. */
  onChange: (ranges: readonly string[]) => void;
  optional?: boolean;
  error?: string | undefined;
  /** An address offered at a press. */
  offer?: { readonly label: string; readonly address: string } | undefined;
};

/** Addresses and networks, one by one or pasted together. */
export function RangeList({ label, hint, ranges, onChange, optional = false, error, offer }: Props) {
  const [kept, setKept] = useState(ranges);
  const [text, setText] = useState('');
  const [faulty, setFaulty] = useState<readonly string[]>([]);
  const type = (input: HTMLInputElement) => {
    const next = addTyped(kept, input.value);
    setText(input.value);
    onChange(next.ranges);
    // What is no network is not left out silently when the form is sent.
    input.setCustomValidity(next.faulty.length > 0 ? wrongWords(next.faulty) : '');
  };
  const keep = (typed: string) => {
    const next = addTyped(kept, typed);
    setKept(next.ranges);
    setFaulty(next.faulty);
    setText(next.faulty.join(' '));
    onChange(next.ranges);
  };
  const remove = (range: string) => {
    const left = kept.filter((other) => other !== range);
    setKept(left);
    onChange(addTyped(left, text).ranges);
  };
  const wrong = faulty.length > 0 && text !== '' ? wrongWords(faulty) : undefined;
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
              onChange={({ target }) => type(target)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || text.trim() === '') return;
                event.preventDefault();
                keep(text);
              }}
            />
            <Button onClick={() => keep(text)}>Add</Button>
          </div>
        )}
      </Field>
      {offer && !kept.includes(offer.address) ? (
        <Button size="sm" onClick={() => keep(`${text} ${offer.address}`)}>
          {offer.label} <span className="font-mono">{offer.address}</span>
        </Button>
      ) : null}
      {kept.length > 0 ? (
        <ul aria-label={label} className="divide-y divide-line rounded-md border border-line">
          {kept.map((range) => (
            <li key={range} className="flex items-center gap-2 py-0.5 pr-1 pl-3">
              <span className="grow break-all font-mono">{range}</span>
              <IconButton
                label={`Remove ${range}`}
                icon={<X aria-hidden className="size-4" />}
                onClick={() => remove(range)}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function wrongWords(faulty: readonly string[]): string {
  return `No address or network: ${faulty.join(', ')}`;
}
