import { type FormEvent, useState } from 'react';
import { PrivacyOffer, type PrivacyRequest, type PrivacyStep } from '#contracts/privacy-requests.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select, Textarea } from '../../ui/input.tsx';
import { choicesOf, OFFERS } from './request-words.ts';

type Wanted = PrivacyStep['step'];
type StepsProps = { item: PrivacyRequest; busy: boolean; onStep: (step: PrivacyStep) => void };

const WORDS: Readonly<Record<Wanted, { choice: string; label: string; action: string }>> = {
  identity: {
    choice: 'Identity was checked',
    label: 'How the identity was checked',
    action: 'Identity is checked',
  },
  take: { choice: 'I take it', label: '', action: 'Take it' },
  extend: { choice: 'It takes longer', label: 'Why it takes longer', action: 'Move the deadline' },
  answer: { choice: 'Answer', label: 'The answer', action: 'Answer and close' },
  refuse: { choice: 'Refuse', label: 'Why it is refused', action: 'Refuse and close' },
};

/** What may come next, and the words it needs. */
export function RequestSteps({ item, busy, onStep }: StepsProps) {
  const steps = stepsOf(item);
  const [wanted, setWanted] = useState<Wanted>(steps[0] ?? 'refuse');
  const [words, setWords] = useState('');
  const [offer, setOffer] = useState<PrivacyOffer>('nothing');
  return (
    <form
      className="space-y-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onStep(stepOf(wanted, words.trim(), offer));
      }}
    >
      <Field label="Next step">
        {(control) => (
          <Select
            {...control}
            choices={steps.map((value) => ({ value, label: WORDS[value].choice }))}
            value={wanted}
            onChange={({ target }) => setWanted(steps.find((one) => one === target.value) ?? 'refuse')}
          />
        )}
      </Field>
      {wanted === 'take' ? null : (
        <Field label={WORDS[wanted].label}>
          {(control) => (
            <Textarea
              {...control}
              required
              maxLength={2_000}
              rows={3}
              value={words}
              onChange={({ target }) => setWords(target.value)}
            />
          )}
        </Field>
      )}
      {wanted === 'answer' ? (
        <Field label="With the answer" hint="For members: they start it themselves, signed in.">
          {(control) => (
            <Select
              {...control}
              choices={choicesOf(OFFERS)}
              value={offer}
              onChange={({ target }) => setOffer(PrivacyOffer.parse(target.value))}
            />
          )}
        </Field>
      ) : null}
      <div className="flex justify-end">
        <Button
          type="submit"
          look={wanted === 'refuse' ? 'danger' : 'primary'}
          busy={busy}
          disabled={wanted !== 'take' && words.trim() === ''}
        >
          {WORDS[wanted].action}
        </Button>
      </div>
    </form>
  );
}

function stepsOf({ state, kind, extendable }: PrivacyRequest): Wanted[] {
  const known = state !== 'received' || kind === 'opt_out';
  return [
    ...(state === 'received' ? (['identity'] as const) : []),
    ...(known && state !== 'in_progress' ? (['take'] as const) : []),
    ...(known ? (['answer'] as const) : []),
    ...(extendable ? (['extend'] as const) : []),
    'refuse',
  ];
}

function stepOf(step: Wanted, words: string, offer: PrivacyOffer): PrivacyStep {
  switch (step) {
    case 'identity':
      return { step, how: words.replaceAll('\n', ' ') };
    case 'take':
      return { step };
    case 'extend':
      return { step, reason: words.replaceAll('\n', ' ') };
    case 'answer':
      return { step, words, offer };
    case 'refuse':
      return { step, reason: words };
  }
}
