import type { Upload } from '#contracts/evidence.ts';
import type { Steps } from './upload.ts';

/** A file on its way. `failed` says why it stopped; unless that is final it can be resumed where it stands. */
export type Sending = {
  key: string;
  file: File;
  /** The server's name for it, once it has begun. */
  id?: string | undefined;
  /** Bytes that the server has. */
  sent: number;
  replacesId?: string | undefined;
  failed?: string | undefined;
  /** Why it pauses, until it goes on by itself. */
  pausedFor?: string | undefined;
  final?: boolean;
};

export type QueuePort = {
  send(sending: Sending, steps: Steps): Promise<Upload | undefined>;
  /** Why a file need not even be sent. */
  refusalOf(file: File): string | undefined;
  /** The sentence for what went wrong. */
  sentenceOf(error: unknown): string;
  /** An upload ended, well or not: the list of files is no longer right. */
  onEnd(): void;
  newKey(): string;
};

const LANES = 2;

/** The uploads of one case, two at a time, each with its own progress. It outlives the screen that shows it. */
export function createUploadQueue(port: QueuePort) {
  let sendings: readonly Sending[] = [];
  const listeners = new Set<() => void>();
  const waiting: Sending[] = [];
  let running = 0;

  const tell = (next: readonly Sending[]) => {
    sendings = next;
    for (const listener of listeners) listener();
  };
  const change = (key: string, part: Partial<Sending>) =>
    tell(sendings.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: string) => tell(sendings.filter((one) => one.key !== key));
  const isThere = (key: string) => sendings.some((one) => one.key === key);

  const run = async ({ key }: Sending) => {
    const sending = sendings.find((one) => one.key === key);
    if (sending === undefined) return;
    try {
      const upload = await port.send(sending, {
        onProgress: (sent) => change(key, { sent, pausedFor: undefined }),
        onBreak: (error) => change(key, { pausedFor: port.sentenceOf(error) }),
        stopped: () => !isThere(key),
        began: (id) => change(key, { id }),
      });
      if (upload?.state === 'refused')
        change(key, { failed: upload.refusal ?? 'The file was refused.', final: true });
      else drop(key);
    } catch (error) {
      change(key, { failed: port.sentenceOf(error), pausedFor: undefined });
    }
    port.onEnd();
  };

  const next = () => {
    if (running >= LANES) return;
    const sending = waiting.shift();
    if (sending === undefined) return;
    running += 1;
    void run(sending).finally(() => {
      running -= 1;
      next();
    });
  };

  const queue = (sending: Sending) => {
    waiting.push(sending);
    next();
  };

  return {
    add(files: readonly File[], { replacesId, id }: { replacesId?: string; id?: string } = {}) {
      const made = files.map((file): Sending => {
        const refusal = port.refusalOf(file);
        const failed = refusal === undefined ? {} : { failed: refusal, final: true };
        return { key: port.newKey(), file, sent: 0, replacesId, id, ...failed };
      });
      tell([...sendings, ...made]);
      for (const sending of made) if (!sending.final) queue(sending);
    },
    stop: drop,
    resume(sending: Sending) {
      change(sending.key, { failed: undefined });
      queue(sending);
    },
    /** Whether leaving the page would break one off. */
    isBusy: () => sendings.some(({ failed }) => failed === undefined),
    current: () => sendings,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
