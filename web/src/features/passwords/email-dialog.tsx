import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Session } from '#contracts/identity.ts';
import type { EmailChange, EmailChangeRequest, MailedProof } from '#contracts/passwords.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { CODE_LENGTH, CodeInput } from '../identity/index.ts';
import { useRenewed } from './password.queries.ts';

/** Changes the address: a code proves the new one, and a letter tells the old one. */
export function EmailDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const email = typed.trim();
  const ask = useMutation({
    mutationFn: (body: EmailChangeRequest) => call<MailedProof>('POST', '/account/email-changes', { body }),
  });
  const errors = ask.isError ? fieldErrors(ask.error) : {};
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={ask.data ? 'Look into your new mailbox' : 'Change your e-mail address'}
      lead={
        ask.data
          ? `If ${email} is free, a code is on its way to it. It works once, for ${Math.round(ask.data.expiresIn / 60)} minutes.`
          : 'A code goes to the new address to prove that it is yours. The old one is told.'
      }
    >
      {ask.data ? (
        <ProofForm email={email} onClose={onClose} onBack={ask.reset} />
      ) : (
        <form
          className="space-y-4 pb-4"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            ask.mutate({ email });
          }}
        >
          <Field label="New e-mail address" error={errors.email ?? errors['']}>
            {(control) => (
              <Input
                {...control}
                type="email"
                required
                autoFocus
                autoComplete="email"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                className="h-10"
              />
            )}
          </Field>
          <Button type="submit" look="primary" size="lg" className="w-full" busy={ask.isPending}>
            Send a code there
          </Button>
        </form>
      )}
    </Dialog>
  );
}

type ProofFormProps = { email: string; onClose: () => void; onBack: () => void };

function ProofForm({ email, onClose, onBack }: ProofFormProps) {
  const [code, setCode] = useState('');
  const renewed = useRenewed();
  const change = useMutation({
    mutationFn: (body: EmailChange) => call<Session>('PUT', '/account/email', { body }),
    onSuccess: (session) => {
      toast(`Your address is ${email} now. Every other session has ended.`);
      onClose();
      return renewed(session);
    },
  });
  const submit = (whole: string) => {
    if (whole.length === CODE_LENGTH && !change.isPending) change.mutate({ code: whole });
  };
  const error = change.isError ? (fieldErrors(change.error).code ?? sentenceOf(change.error)) : undefined;
  return (
    <form
      className="space-y-4 pb-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(code);
      }}
    >
      <Field label="Code" error={error} hint="Nothing changes before it is typed here.">
        {(control) => (
          <CodeInput
            {...control}
            code={code}
            onCode={(next) => {
              setCode(next);
              submit(next);
            }}
          />
        )}
      </Field>
      <Button
        type="submit"
        look="primary"
        size="lg"
        className="w-full"
        busy={change.isPending}
        disabled={code.length < CODE_LENGTH}
      >
        Change the address
      </Button>
      <Button look="ghost" onClick={onBack}>
        Another address
      </Button>
    </form>
  );
}
