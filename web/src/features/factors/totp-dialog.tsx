import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { BackupCodes, TotpOffer } from '#contracts/factors.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { TYPING } from './answer.ts';
import { BackupCodeList } from './backup-codes.tsx';
import { QrCode } from './qr-code.tsx';

/** Sets up an authenticator app: scan or type the secret, confirm it by a code, keep the backup codes. */
export function TotpDialog({ onClose, onEnrolled }: { onClose: () => void; onEnrolled: () => void }) {
  const offer = useMutation({ mutationFn: () => call<TotpOffer>('POST', '/account/totp') });
  const { mutate } = offer;
  useEffect(() => mutate(), [mutate]);
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={codes ? 'Your backup codes' : 'Set up an authenticator app'}
      {...(codes ? {} : { lead: 'Scan this with the app, or type the secret into it.' })}
    >
      {codes ? <BackupCodeList codes={codes} onDone={onClose} /> : null}
      {!codes && offer.isPending ? <SkeletonRows rows={4} what="a secret" /> : null}
      {!codes && offer.isError ? <ErrorState message={sentenceOf(offer.error)} onRetry={mutate} /> : null}
      {!codes && offer.data ? (
        <Confirm
          offer={offer.data}
          onConfirmed={(made) => {
            setCodes(made);
            onEnrolled();
          }}
        />
      ) : null}
    </Dialog>
  );
}

function Confirm({ offer, onConfirmed }: { offer: TotpOffer; onConfirmed: (codes: string[]) => void }) {
  const { clean, shown, length, placeholder } = TYPING.totp;
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => call<BackupCodes>('POST', '/account/totp/confirmation', { body: { code } }),
    onSuccess: ({ codes }) => onConfirmed(codes),
    onError: () => setCode(''),
  });
  const error = confirm.isError ? (fieldErrors(confirm.error).code ?? sentenceOf(confirm.error)) : undefined;
  return (
    <form
      className="space-y-4 pb-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <div className="flex flex-wrap items-center justify-center gap-4">
        <QrCode text={offer.uri} label="QR code for the authenticator app" />
      </div>
      <div>
        <p className="text-ink-faint text-sm">The same as text</p>
        <code className="block select-all font-mono">{offer.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </div>
      <Field label="The six digits the app shows now" error={error}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            placeholder={placeholder}
            value={shown(code)}
            onChange={(event) => setCode(clean(event.target.value))}
            className="h-12 text-center font-mono text-xl tracking-[0.12em]"
          />
        )}
      </Field>
      <Button
        type="submit"
        look="primary"
        size="lg"
        className="w-full"
        busy={confirm.isPending}
        disabled={code.length < length}
      >
        Switch it on
      </Button>
    </form>
  );
}
