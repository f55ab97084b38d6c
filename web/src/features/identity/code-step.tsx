import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Session, SignInCodeSent, SignInRequest } from '#contracts/identity.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { acceptSession } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox } from '../../ui/input.tsx';
import { CODE_LENGTH } from './code-format.ts';
import { CodeInput } from './code-input.tsx';
import { clock, useCountdown } from './countdown.ts';

type CodeStepProps = {
  email: string;
  sent: SignInCodeSent & { at: number };
  onSignedIn: (session: Session) => void;
  /** Asks for another code; absent where only this one can be used. */
  onResend: () => void;
  onBack?: () => void;
  /** Goes on without the code. */
  instead?: ReactNode;
};

/** The code from the mail, in groups of four; typed or pasted, it is sent when it is whole. */
export function CodeStep({ email, sent, onSignedIn, onResend, onBack, instead }: CodeStepProps) {
  const [code, setCode] = useState('');
  const [privateDevice, setPrivateDevice] = useState(false);
  const signIn = useMutation({
    mutationFn: (body: SignInRequest) => call<Session>('POST', '/sign-in', { body }),
    onSuccess: (session) => onSignedIn(acceptSession(session)),
  });
  const submit = (whole: string) => {
    if (whole.length === CODE_LENGTH && !signIn.isPending)
      signIn.mutate({ email, code: whole, privateDevice });
  };
  return (
    <form
      className="space-y-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(code);
      }}
    >
      <Field
        label="Code"
        error={signIn.isError ? codeError(signIn.error) : undefined}
        hint={<Lifetime sent={sent} />}
      >
        {(control) => (
          <CodeInput
            {...control}
            code={code}
            onCode={(typed) => {
              setCode(typed);
              submit(typed);
            }}
          />
        )}
      </Field>
      <Checkbox
        checked={privateDevice}
        onChange={(event) => setPrivateDevice(event.target.checked)}
        label="This is my private device"
        hint="Stay signed in for 30 days without use, where your workspaces allow it. Else 8 hours."
      />
      <div className="grid gap-2.5">
        <Button
          type="submit"
          look="primary"
          size="lg"
          busy={signIn.isPending}
          disabled={code.length < CODE_LENGTH}
        >
          Sign in
        </Button>
        {instead}
      </div>
      <div className="flex flex-wrap justify-between gap-2">
        {onBack ? (
          <Button look="ghost" onClick={onBack}>
            Another address
          </Button>
        ) : null}
        <Resend sent={sent} onResend={onResend} />
      </div>
    </form>
  );
}

function Lifetime({ sent }: { sent: CodeStepProps['sent'] }) {
  const left = useCountdown(sent.at + sent.expiresIn * 1_000);
  return left > 0 ? (
    <>Works once, for another {clock(left)}</>
  ) : (
    <>This code has run out. Ask for a new one.</>
  );
}

function Resend({ sent, onResend }: Pick<CodeStepProps, 'sent' | 'onResend'>) {
  const wait = useCountdown(sent.at + sent.resendIn * 1_000);
  return (
    <Button look="ghost" disabled={wait > 0} onClick={onResend}>
      {wait > 0 ? `New code in ${clock(wait)}` : 'Send a new code'}
    </Button>
  );
}

function codeError(error: Error): string {
  return fieldErrors(error).code ?? sentenceOf(error);
}
