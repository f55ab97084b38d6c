export { mailQueue, sealedLetter } from './mail-queue.ts';
