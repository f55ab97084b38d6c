import { useMutation } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import { useState } from 'react';
import type { Session } from '#contracts/identity.ts';
import type { PasskeyAssertion, PasskeyRequest } from '#contracts/passkeys.ts';
import { call } from '../../api/client.ts';
import { acceptSession } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/input.tsx';
import { answerByPasskey, passkeySentence, supportsPasskeys } from './ceremony.ts';
import { useSuggestion } from './use-suggestion.ts';

/** Signs in by a passkey: by its button, or chosen among what the browser fills into the address. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const [privateDevice, setPrivateDevice] = useState(false);
  const signIn = useMutation({
    mutationFn: async (suggested: PasskeyAssertion | undefined) => {
      const credential = suggested ?? (await answerByPasskey(await askForAny()));
      return call<Session>('POST', '/sign-in/passkey', { body: { credential, privateDevice } });
    },
    onSuccess: (session) => onSignedIn(acceptSession(session)),
    onError: () => suggestAgain(),
  });
  const suggestAgain = useSuggestion(askForAny, (suggested) => signIn.mutate(suggested));
  if (!supportsPasskeys()) return null;
  return (
    <div className="mt-6 space-y-4">
      <p className="flex items-center gap-3 text-ink-faint text-sm before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        or without typing
      </p>
      <Button
        size="lg"
        className="w-full"
        icon={<KeyRound aria-hidden className="size-4" />}
        busy={signIn.isPending}
        onClick={() => signIn.mutate(undefined)}
      >
        Sign in with a passkey
      </Button>
      {signIn.isError ? (
        <p role="alert" className="text-bad text-sm">
          {passkeySentence(signIn.error)}
        </p>
      ) : null}
      <Checkbox
        checked={privateDevice}
        onChange={(event) => setPrivateDevice(event.target.checked)}
        label="This is my private device"
        hint="A passkey then keeps you signed in for 30 days without use, where your workspaces allow it."
      />
    </div>
  );
}

function askForAny(): Promise<PasskeyRequest> {
  return call<PasskeyRequest>('POST', '/sign-in/passkey-challenges');
}
