/** Asks who knows passwords from breaches, by the first characters of their digests. */
export interface BreachCorpus {
  /**
   * The ends of all breached SHA-1 digests (upper-case hex) that begin with these five characters, or undefined
   * where nobody could be asked. It never rejects.
   */
  endingsOf(prefix: string): Promise<ReadonlySet<string> | undefined>;
}

export interface BreachCorpusOptions {
  /** The address the range API stands under, or undefined to ask nobody. */
  readonly url: string | undefined;
  /** ms for the whole answer. */
  readonly patience?: number;
}

const PATIENCE_MS = 2_000;
const MOST_BYTES = 1024 * 1024;
const LINE = /^([0-9A-F]{35}):(\d{1,10})\s*$/i;

/**
 * The range API of Have I Been Pwned, or a mirror of it (claim FTS-42). Five characters are all that leaves; the
 * answer is padded, so that its size tells nothing either.
 */
export function openBreachCorpus({ url, patience = PATIENCE_MS }: BreachCorpusOptions): BreachCorpus {
  return {
    async endingsOf(prefix) {
      if (url === undefined) return undefined;
      if (!/^[0-9A-F]{5}$/.test(prefix)) throw new RangeError('a prefix has five hexadecimal digits');
      try {
        return endingsIn(await ask(`${url}/range/${prefix}`, patience));
      } catch {
        return undefined;
      }
    },
  };
}

async function ask(url: string, patience: number): Promise<string> {
  const reply = await fetch(url, {
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
    headers: { 'add-padding': 'true', 'user-agent': 'Caseward', accept: 'text/plain' },
  });
  if (!reply.ok || reply.body === null) throw new Error(`the breach corpus answered ${reply.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of reply.body) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error('the breach corpus answered without end');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}

// What is there for padding has been seen zero times. An answer that is no list is no answer.
function endingsIn(text: string): ReadonlySet<string> {
  const endings = new Set<string>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const found = LINE.exec(line);
    if (found === null) throw new Error('the breach corpus answered something else than a range');
    const [, ending = '', count = '0'] = found;
    if (Number(count) > 0) endings.add(ending.toUpperCase());
  }
  return endings;
}
