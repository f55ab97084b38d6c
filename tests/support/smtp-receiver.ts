import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** The message as it came, dots unstuffed, lines ended by CRLF. */
  readonly data: string;
}

export interface SmtpReceiver {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** The reply to a command from now on, instead of yes: `answer('RCPT', '550 No such person')`. */
  answer(command: string, reply: string): void;
  close(): Promise<void>;
}

/** A small mail relay (RFC 5321) on a loopback port, a free one by default: takes mail, keeps it, and says no when told to. */
export async function startSmtpReceiver(port = 0): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = [];
  const answers = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    converse(socket, answers, (mail) => mails.push(mail));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    answer: (command, reply) => answers.set(command, reply),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function converse(
  socket: Socket,
  answers: ReadonlyMap<string, string>,
  keep: (mail: ReceivedMail) => void,
): void {
  let unread = '';
  let from = '';
  let to: string[] = [];
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  socket.setEncoding('utf8');
  say('220 receiver');

  function command(line: string): void {
    const name = line.slice(0, 4).toUpperCase();
    const refusal = answers.get(name);
    if (refusal !== undefined) return void say(refusal);
    if (name === 'MAIL') [from, to] = [between(line), []];
    if (name === 'RCPT') to.push(between(line));
    if (name === 'DATA') inData = true;
    say(name === 'DATA' ? '354 go on' : name === 'EHLO' ? '250-receiver\r\n250 8BITMIME' : '250 yes');
    if (name === 'QUIT') socket.end();
  }

  function data(text: string): void {
    inData = false;
    const refusal = answers.get('DATA-END');
    if (refusal !== undefined) return void say(refusal);
    keep({ from, to, data: text.replaceAll(/^\.\./gm, '.') });
    say('250 kept');
  }

  socket.on('data', (chunk: string) => {
    unread += chunk;
    for (;;) {
      const ending = inData ? '\r\n.\r\n' : '\r\n';
      const end = unread.indexOf(ending);
      if (end === -1) return;
      const piece = unread.slice(0, end);
      unread = unread.slice(end + ending.length);
      if (inData) data(`${piece}\r\n`);
      else command(piece);
    }
  });
}

function between(line: string): string {
  return line.slice(line.indexOf('<') + 1, line.indexOf('>'));
}
