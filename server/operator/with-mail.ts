import { mailQueue } from '../features/mail/index.ts';
import { startJobs } from '../platform/jobs/index.ts';
import type { MailQueue } from '../security/mail-queue.ts';
import type { OperatorContext } from './with-operator.ts';

/** Lets a command leave letters in the queue that the server sends from. */
export async function withMail<T>(
  { liveUrl, system }: Pick<OperatorContext, 'liveUrl' | 'system'>,
  work: (mail: MailQueue) => Promise<T>,
): Promise<T> {
  const jobs = await startJobs(liveUrl, { onError: (error) => console.error(String(error)) });
  try {
    return await work(mailQueue(jobs, () => system));
  } finally {
    await jobs.stop();
  }
}
