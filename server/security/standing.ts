import type { EventHub } from './event-hub.ts';

/** Something that goes on for longer than one look at the door: a live view, a download, an export. */
export interface Standing {
  /** The person and the workspace it was begun for. */
  readonly ids: readonly string[];
  /** `accessChanges()` of the hub before the door was asked: what changed since is asked about at once. */
  readonly since: number;
  /** Asks the door again; throws when it no longer opens. */
  readonly ask: () => Promise<void>;
}

/** In case a notice is lost, ms. */
const ASKED_EVERY_MS = 25_000;

/**
 * Asks the door again at every change of access, and every 25 s besides, for as long as something goes on.
 * @returns a signal that is aborted when the door no longer opens, and what ends the asking.
 */
export function whileStanding(
  events: EventHub,
  { ids, since, ask }: Standing,
): { readonly signal: AbortSignal; readonly leave: () => void } {
  const refused = new AbortController();
  const askAgain = () => void ask().catch(() => refused.abort());
  const deaf = events.onAccessChange(ids, askAgain);
  const regularly = setInterval(askAgain, ASKED_EVERY_MS).unref();
  const leave = () => {
    deaf();
    clearInterval(regularly);
  };
  refused.signal.addEventListener('abort', leave, { once: true });
  if (events.accessChanges() !== since) askAgain();
  return { signal: refused.signal, leave };
}
