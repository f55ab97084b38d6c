export { mailQueue } from './mail-queue.ts';
export { startMailWork } from './send-mail.ts';
