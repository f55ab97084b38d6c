import { useState } from 'react';
import type { FactorAnswer } from '#contracts/factors.ts';
import type { SecondFactor } from '#contracts/identity.ts';
import { Button } from '../../ui/button.tsx';
import { PasskeyAnswer, supportsPasskeys } from '../passkeys/index.ts';
import { choiceOf, inOrder } from './answer.ts';
import { TypedAnswer } from './typed-answer.tsx';

type FactorFormProps = {
  /** What this person can give, the best first. */
  factors: readonly SecondFactor[];
  /** Sends the answer; its refusal is shown here. */
  onAnswer: (answer: FactorAnswer) => Promise<void>;
  action: string;
};

/** Asks for a second factor by whichever way there is. */
export function FactorForm({ factors, onAnswer, action }: FactorFormProps) {
  const usable = inOrder(factors, supportsPasskeys());
  const [method, setMethod] = useState<SecondFactor>(usable[0] ?? 'code');
  const others = usable.filter((other) => other !== method);
  return (
    <div className="space-y-4">
      {method === 'passkey' ? (
        <PasskeyAnswer onAnswer={onAnswer} />
      ) : (
        <TypedAnswer key={method} method={method} onAnswer={onAnswer} action={action} />
      )}
      {others.length > 0 ? (
        <div className="flex flex-wrap gap-2">
          {others.map((other) => (
            <Button key={other} look="ghost" onClick={() => setMethod(other)}>
              {choiceOf(other)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
