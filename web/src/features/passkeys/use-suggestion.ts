import { useEffect, useEffectEvent, useRef } from 'react';
import type { PasskeyAssertion, PasskeyRequest } from '#contracts/passkeys.ts';
import { answerByPasskey, offersPasskeys, stopAsking } from './ceremony.ts';

/** A challenge lives for five minutes; a page nobody looks at asks for none. In ms. */
const FRESH_FOR = 4 * 60_000;
const LOOK_EVERY = 20_000;

/**
 * Lets the browser suggest passkeys in the field that says `autocomplete="… webauthn"`, as long as the page is looked
 * at. Nothing is said where it cannot, or where nobody chooses one. Gives what offers it anew after a dialog ended it.
 */
export function useSuggestion(
  ask: () => Promise<PasskeyRequest>,
  onChosen: (credential: PasskeyAssertion) => void,
): () => void {
  const again = useRef<() => void>(() => undefined);
  const request = useEffectEvent(ask);
  const chosen = useEffectEvent(onChosen);
  useEffect(() => {
    let left = false;
    let asked = Number.NEGATIVE_INFINITY;
    const offer = async () => {
      const options = await request();
      const credential = left ? undefined : await answerByPasskey(options, 'suggestion');
      if (credential !== undefined && !left) chosen(credential);
    };
    const look = () => {
      if (left || document.visibilityState === 'hidden' || Date.now() - asked < FRESH_FOR) return;
      asked = Date.now();
      offer().catch(() => undefined);
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    const begin = async () => {
      if (!(await offersPasskeys()) || left) return;
      again.current = () => {
        asked = Number.NEGATIVE_INFINITY;
        look();
      };
      document.addEventListener('visibilitychange', look);
      timer = setInterval(look, LOOK_EVERY);
      look();
    };
    void begin();
    return () => {
      left = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      stopAsking();
    };
  }, []);
  return () => again.current();
}
