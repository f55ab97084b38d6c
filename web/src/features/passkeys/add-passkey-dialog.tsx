import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { Passkey, PasskeyCreation, PasskeyEnrolment } from '#contracts/passkeys.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { makePasskey, passkeySentence, stopAsking } from './ceremony.ts';
import { suggestedName } from './passkey-names.ts';

type AddPasskeyDialogProps = { taken: readonly string[]; onClose: () => void; onAdded: () => void };

/** Names a new passkey and has the browser make it. What it is made from is fetched first, after a factor if need be. */
export function AddPasskeyDialog({ taken, onClose, onAdded }: AddPasskeyDialogProps) {
  const [options, setOptions] = useState<PasskeyCreation>();
  const offer = useMutation({
    mutationFn: () => call<PasskeyCreation>('POST', '/account/passkeys/challenges'),
    onSuccess: setOptions,
  });
  const { mutate } = offer;
  useEffect(() => mutate(), [mutate]);
  useEffect(() => stopAsking, []);
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="Add a passkey"
      lead="Your device makes it, and asks for its PIN, your fingerprint or your face."
    >
      {offer.isPending && !options ? <SkeletonRows rows={2} what="what a passkey is made from" /> : null}
      {offer.isError ? <ErrorState message={passkeySentence(offer.error)} onRetry={mutate} /> : null}
      {options ? (
        <NameForm
          options={options}
          suggested={suggestedName(navigator.userAgent, taken)}
          onUsedUp={mutate}
          onAdded={onAdded}
        />
      ) : null}
    </Dialog>
  );
}

type NameFormProps = {
  options: PasskeyCreation;
  suggested: string;
  /** Whatever was sent, it is answered once. */
  onUsedUp: () => void;
  onAdded: () => void;
};

function NameForm({ options, suggested, onUsedUp, onAdded }: NameFormProps) {
  const [name, setName] = useState(suggested);
  const add = useMutation({
    mutationFn: async () => {
      const body: PasskeyEnrolment = { name: name.trim(), credential: await makePasskey(options) };
      return call<Passkey>('POST', '/account/passkeys', { body });
    },
    onSuccess: onAdded,
    onError: onUsedUp,
  });
  return (
    <form
      className="space-y-4 pb-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Field
        label="Name"
        hint="To tell it from your others later."
        error={add.isError ? passkeySentence(add.error) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            required
            autoFocus
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="h-10"
          />
        )}
      </Field>
      <Button type="submit" look="primary" size="lg" className="w-full" busy={add.isPending}>
        Make the passkey
      </Button>
    </form>
  );
}
