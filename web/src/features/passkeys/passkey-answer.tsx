import { useMutation } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import { useEffect } from 'react';
import type { FactorAnswer } from '#contracts/factors.ts';
import type { PasskeyRequest } from '#contracts/passkeys.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { answerByPasskey, passkeySentence, stopAsking, supportsPasskeys } from './ceremony.ts';
import { unsupportedWords } from './ceremony-words.ts';

type PasskeyAnswerProps = {
  /** Sends the answer; its refusal is shown here. */
  onAnswer: (answer: FactorAnswer) => Promise<void>;
};

/** Asks for a passkey as a second factor. */
export function PasskeyAnswer({ onAnswer }: PasskeyAnswerProps) {
  const answer = useMutation({
    mutationFn: async () => {
      const credential = await answerByPasskey(
        await call<PasskeyRequest>('POST', '/session/passkey-challenges'),
      );
      await onAnswer({ method: 'passkey', credential });
    },
  });
  useEffect(() => stopAsking, []);
  if (!supportsPasskeys()) return <p className="text-ink-soft">{unsupportedWords()}</p>;
  return (
    <div className="space-y-4">
      <p className="text-ink-soft">Your device asks for its PIN, your fingerprint or your face.</p>
      {answer.isError ? (
        <p role="alert" className="text-bad">
          {passkeySentence(answer.error)}
        </p>
      ) : null}
      <Button
        look="primary"
        size="lg"
        className="w-full"
        autoFocus
        icon={<KeyRound aria-hidden className="size-4" />}
        busy={answer.isPending}
        onClick={() => answer.mutate()}
      >
        Use a passkey
      </Button>
    </div>
  );
}
