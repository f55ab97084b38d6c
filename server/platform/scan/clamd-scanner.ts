import { connect, type Socket } from 'node:net';
import {
  CLEAN,
  type OpenContent,
  type Scanner,
  type ScannerHealth,
  type ScanResult,
  scanError,
} from './scanner.ts';

export interface ClamdOptions {
  readonly at: { readonly socket: string } | { readonly host: string; readonly port: number };
  /** Without a byte from the daemon for this long, in ms, it counts as away. */
  readonly timeoutMs?: number;
}

/** One INSTREAM chunk; the daemon's own limit is on the sum (StreamMaxLength). */
const CHUNK_BYTES = 256 * 1024;
const MOST_REPLY_BYTES = 4096;

/** A ClamAV daemon, spoken to with INSTREAM (clamd(8)). One connection a file. */
export class ClamdScanner implements Scanner {
  readonly #at: ClamdOptions['at'];
  readonly #timeoutMs: number;

  constructor({ at, timeoutMs = 60_000 }: ClamdOptions) {
    this.#at = at;
    this.#timeoutMs = timeoutMs;
  }

  async scan(open: OpenContent): Promise<ScanResult> {
    try {
      const content = await open();
      return verdictOf(await this.#talk((socket, gone) => sendStream(socket, content, gone)));
    } catch (error) {
      return scanError(error);
    }
  }

  async health(): Promise<ScannerHealth> {
    try {
      const reply = await this.#talk(async (socket) => void socket.write('zVERSION\0'));
      return { up: reply.startsWith('ClamAV '), detail: reply };
    } catch (error) {
      return { up: false, detail: error instanceof Error ? error.message : 'unknown' };
    }
  }

  async close(): Promise<void> {}

  /** Says something and gives back the daemon's one answer, which may come before all has been said. */
  async #talk(say: (socket: Socket, gone: AbortSignal) => Promise<void>): Promise<string> {
    const at = this.#at;
    const socket = 'socket' in at ? connect(at.socket) : connect(at.port, at.host);
    const gone = new AbortController();
    const { promise: reply, resolve, reject } = Promise.withResolvers<string>();
    let text = '';
    socket.setTimeout(this.#timeoutMs, () => reject(new Error('clamd did not answer in time')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('clamd hung up without an answer')));
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')));
      else if (text.length > MOST_REPLY_BYTES) reject(new Error('clamd answered too much'));
    });
    const ended = reply.finally(() => gone.abort());
    try {
      const [answer] = await Promise.all([ended, saidOrAnswered(say(socket, gone.signal), ended)]);
      return answer;
    } finally {
      socket.destroy();
    }
  }
}

/** A failure to say it all matters only while no answer is there. */
async function saidOrAnswered(said: Promise<void>, answered: Promise<string>): Promise<void> {
  try {
    await said;
  } catch (error) {
    const early = await Promise.race([answered.then(() => true), Promise.resolve(false)]);
    if (!early) throw error;
  }
}

async function sendStream(
  socket: Socket,
  content: AsyncIterable<Uint8Array>,
  gone: AbortSignal,
): Promise<void> {
  await send(socket, Buffer.from('zINSTREAM\0'), gone);
  for await (const chunk of content) {
    for (let at = 0; at < chunk.byteLength; at += CHUNK_BYTES) {
      if (gone.aborted) return;
      const part = chunk.subarray(at, at + CHUNK_BYTES);
      await send(socket, length(part.byteLength), gone);
      await send(socket, part, gone);
    }
  }
  await send(socket, length(0), gone);
}

async function send(socket: Socket, bytes: Uint8Array, gone: AbortSignal): Promise<void> {
  if (gone.aborted || socket.write(bytes)) return;
  await new Promise<void>((done) => {
    const go = () => {
      socket.off('drain', go);
      gone.removeEventListener('abort', go);
      done();
    };
    socket.on('drain', go);
    gone.addEventListener('abort', go);
  });
}

function length(bytes: number): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(bytes);
  return prefix;
}

/** `stream: OK`, `stream: Name FOUND`; anything else (size limit, error) means that nobody has looked. */
function verdictOf(reply: string): ScanResult {
  if (reply === 'stream: OK') return CLEAN;
  const found = /^stream: (.{1,200}) FOUND$/.exec(reply)?.[1];
  if (found === undefined) throw new Error(`clamd said: ${reply.slice(0, 200)}`);
  return { verdict: 'infected', signature: found, says: `malware that the virus scanner calls ${found}` };
}
