import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { OutsideError } from './outside-error.ts';

interface Place {
  readonly url: URL;
  /** Where the name was found to lead. */
  readonly address: string;
}

interface Terms {
  readonly authority: string | undefined;
  /** Milliseconds for all of it. */
  readonly patience: number;
}

/** Sends bytes over TLS and ends; done when the other end has ended as well, which it does behind the last byte. */
export function pour(
  { url, address }: Place,
  bytes: Uint8Array,
  { authority, patience }: Terms,
): Promise<void> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: address,
      port: Number(url.port),
      ...(isIP(name) === 0 && { servername: name }),
      ...(authority !== undefined && { ca: authority }),
    });
    const impatience = setTimeout(() => socket.destroy(new OutsideError('too-slow')), patience);
    const fail = (error: unknown) =>
      reject(error instanceof OutsideError ? error : new OutsideError('unreachable'));
    let answered = false;
    socket.once('secureConnect', () => socket.end(bytes));
    socket.once('end', () => {
      answered = true;
    });
    socket.once('error', fail);
    socket.once('close', (broken) => {
      clearTimeout(impatience);
      if (answered && !broken) resolve();
      else fail(undefined);
    });
    socket.resume();
  });
}
