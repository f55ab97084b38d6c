import { constants } from 'node:fs';
import { access, chmod, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { lazily } from '../lazily.ts';
import { parseSender } from './address.ts';
import { MailError, type Mailer } from './mail.ts';
import { message } from './message.ts';

export interface OutboxConfig {
  readonly folder: string;
  readonly from: string;
  /** Where codes are shown; the console by default. */
  readonly print?: (line: string) => void;
}

let written = 0;

/** Mail for development: a `.eml` file (0600) each, and any code on the console. */
export function outboxMailer({ folder, from: sender, print = console.log }: OutboxConfig): Mailer {
  const from = parseSender(sender);
  const transport = lazily(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  });
  return {
    async send(mail) {
      const { message: bytes } = await (await transport.get()).sendMail(message(mail, from));
      const file = join(folder, fileName());
      await writeWhole(folder, file, Buffer.isBuffer(bytes) ? bytes : Buffer.from('')).catch(unavailable);
      print(`Mail to ${mail.to}: ${mail.code === undefined ? mail.subject : `the code is ${mail.code}`}`);
    },
    async verify() {
      await makeFolder(folder)
        .then(() => access(folder, constants.W_OK))
        .catch(unavailable);
    },
    async close() {
      (await transport.peek())?.close();
    },
  };
}

function fileName(): string {
  written += 1;
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  return `${time}-${process.pid}-${written}.eml`;
}

// Under another name first: whoever watches the folder sees a whole mail or none.
async function writeWhole(folder: string, file: string, bytes: Buffer): Promise<void> {
  await makeFolder(folder);
  const part = `${file}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

function unavailable(cause: unknown): never {
  throw new MailError('unavailable', 'The mail could not be written to the outbox folder.', { cause });
}
