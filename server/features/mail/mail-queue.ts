import type { Jobs } from '#server/platform/jobs/index.ts';
import { type KeyScope, newId, type Sealed } from '#server/security/crypto/index.ts';
import type { Letter, MailQueue, Recipient } from '#server/security/mail-queue.ts';

export const MAIL_QUEUE = 'mail';

/** What waits in the queue: the letter sealed by the system scope, so that no table shows an address or a code. */
export interface WaitingLetter {
  readonly letter: Letter;
  readonly onlyTo?: Recipient;
}

function context(id: string) {
  return { table: 'pgboss.job', row: id, use: 'mail' } as const;
}

export function mailQueue(jobs: Jobs, system: () => KeyScope): MailQueue {
  return {
    async queue(letter, { once, ...options } = {}) {
      const id = newId();
      const sealed = system().seal<WaitingLetter>(context(id), { letter, ...options });
      const job = once === undefined ? {} : { id: idOf(system().mac('letter', once)) };
      await jobs.send(MAIL_QUEUE, { id, sealed: sealed.toString('base64') }, job);
    },
  };
}

// The form of a UUID (version 8, RFC 9562, 5.8), which is what a job is known by.
function idOf(digest: Buffer): string {
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Opens what `mailQueue` put into a job. */
export function sealedLetter(system: KeyScope, id: string, sealed: string): WaitingLetter {
  return system.unseal(context(id), Buffer.from(sealed, 'base64') as Sealed<WaitingLetter>);
}
