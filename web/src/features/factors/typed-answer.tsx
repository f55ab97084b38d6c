import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { FactorAnswer } from '#contracts/factors.ts';
import type { SignInCodeSent } from '#contracts/identity.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { TYPING, type TypedFactor } from './answer.ts';

type TypedAnswerProps = {
  method: TypedFactor;
  /** Sends the answer; its refusal is shown here. */
  onAnswer: (answer: FactorAnswer) => Promise<void>;
  action: string;
};

/** Asks for a code of one kind; one by mail is sent on demand. */
export function TypedAnswer({ method, onAnswer, action }: TypedAnswerProps) {
  const [code, setCode] = useState('');
  const typing = TYPING[method];
  const answer = useMutation({
    mutationFn: (typed: string) => onAnswer({ method, code: typed }),
    onError: () => setCode(''),
  });
  const send = useMutation({
    mutationFn: () => call<SignInCodeSent>('POST', '/sign-in/second-factor/codes'),
  });
  const submit = (whole: string) => {
    if (whole.length === typing.length && !answer.isPending) answer.mutate(whole);
  };
  const mailFirst = method === 'code' && !send.isSuccess;
  if (mailFirst)
    return (
      <div className="space-y-4">
        <p className="text-ink-soft">We send a code to your address to confirm that it is you.</p>
        {send.isError ? <p className="text-bad">{sentenceOf(send.error)}</p> : null}
        <Button
          look="primary"
          size="lg"
          className="w-full"
          busy={send.isPending}
          onClick={() => send.mutate()}
        >
          Send me a code
        </Button>
      </div>
    );
  return (
    <form
      className="space-y-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(code);
      }}
    >
      <Field
        label={typing.label}
        hint={typing.hint}
        error={answer.isError ? errorOf(answer.error) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="one-time-code"
            inputMode={method === 'totp' ? 'numeric' : 'text'}
            autoCapitalize="characters"
            spellCheck={false}
            placeholder={typing.placeholder}
            value={typing.shown(code)}
            onChange={(event) => {
              const typed = typing.clean(event.target.value);
              setCode(typed);
              if (typed !== code) submit(typed);
            }}
            className="h-12 text-center font-mono text-xl tracking-[0.12em]"
          />
        )}
      </Field>
      <Button
        type="submit"
        look="primary"
        size="lg"
        className="w-full"
        busy={answer.isPending}
        disabled={code.length < typing.length}
      >
        {action}
      </Button>
      {method === 'code' ? (
        <Button look="ghost" busy={send.isPending} onClick={() => send.mutate()}>
          Send a new code
        </Button>
      ) : null}
    </form>
  );
}

function errorOf(error: Error): string {
  return fieldErrors(error).code ?? sentenceOf(error);
}
