import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RecoveryKitConfirmation, RecoveryKitConfirmed } from '#contracts/recovery-kit.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { FormFrame } from '../../app/public-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { setUpQuery } from './recovery-kit.queries.ts';

type ConfirmationProps = { token: string; onDone: () => void; onBack: () => void };

/** The check word, typed from paper: the page is not on the screen meanwhile. */
export function KitConfirmation({ token, onDone, onBack }: ConfirmationProps) {
  const client = useQueryClient();
  const [word, setWord] = useState('');
  const confirm = useMutation({
    mutationFn: (body: RecoveryKitConfirmation) =>
      call<RecoveryKitConfirmed>('POST', '/setup/recovery-kit/confirmations', { body }),
    onSuccess: () => {
      onDone();
      return client.invalidateQueries({ queryKey: setUpQuery.queryKey });
    },
  });
  const error = confirm.isError ? (fieldErrors(confirm.error).word ?? sentenceOf(confirm.error)) : undefined;
  return (
    <FormFrame
      title="Type the check word"
      lead="Take the printed page. The check word stands near its top: eight letters."
    >
      <form
        className="space-y-5"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          confirm.mutate({ token, word });
        }}
      >
        <Field label="Check word" error={error} hint="Small letters will do, with or without the dash.">
          {(control) => (
            <Input
              {...control}
              required
              autoFocus
              maxLength={20}
              spellCheck={false}
              autoCapitalize="characters"
              className="h-10 font-mono uppercase tracking-wider"
              value={word}
              onChange={(event) => setWord(event.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-2.5">
          <Button type="submit" look="primary" size="lg" busy={confirm.isPending}>
            Finish the set-up
          </Button>
          <Button look="ghost" onClick={onBack}>
            Back
          </Button>
        </div>
      </form>
    </FormFrame>
  );
}
