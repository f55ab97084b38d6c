import type { FileKind } from '#contracts/evidence-types.ts';
import {
  type CleanSvg,
  cleanSvg,
  extractText,
  Sampler,
  sniff,
  type TextEncoding,
} from '#server/platform/files/index.ts';
import type { Scanner } from '#server/platform/scan/index.ts';
import { createSha256, sha256Hex } from '#server/security/crypto/index.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import { checkFound } from './file-check.ts';

/** A file that may be shown: its content as it is kept, and what was found out about it. */
export interface CheckedFile {
  readonly verdict: 'clean';
  readonly kind: FileKind;
  readonly content: () => AsyncIterable<Uint8Array>;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly encoding: TextEncoding | undefined;
  readonly text: string;
}

/** `wait`: nobody could look. `reason` is a sentence for whoever sent the file, `signature` for the audit log. */
export type CheckResult =
  | CheckedFile
  | { readonly verdict: 'refused'; readonly reason: string; readonly signature?: string }
  | { readonly verdict: 'wait' };

type Content = () => AsyncIterable<Uint8Array>;

/** Looks at a file from every side, in this order: is it whole, is it what it says, is it harmless, is it clean. */
export async function checkEvidence(
  { list, size }: Pick<EvidenceRecord, 'list' | 'size'>,
  content: Content,
  scanner: Scanner,
): Promise<CheckResult> {
  const { sample, sha256 } = await readThrough(content());
  if (sample.size !== size || (list.declaredSha256 ?? sha256) !== sha256) {
    return refused('The file did not arrive as it was sent.');
  }
  const found = checkFound(list.name, await sniff(sample));
  if (!found.ok) return refused(found.reason);
  const scan = await scanner.scan(content);
  if (scan.verdict === 'error') return { verdict: 'wait' };
  if (scan.verdict === 'infected')
    return { ...refused(`The file is ${scan.says}.`), signature: scan.signature };
  const facts = { verdict: 'clean', kind: found.kind, encoding: sample.text } as const;
  if (found.kind.preview === 'svg') return cleanedDrawing(content, facts);
  const { mediaType } = found.kind;
  const text = await extractText(content(), { mediaType, size, encoding: sample.text });
  return { ...facts, content, size, sha256, text: text?.text ?? '' };
}

/** The drawing as it was written anew takes the place of what was sent: nothing else of it is kept. */
async function cleanedDrawing(
  content: Content,
  facts: Pick<CheckedFile, 'verdict' | 'kind' | 'encoding'>,
): Promise<CheckResult> {
  const given = new TextDecoder(facts.encoding ?? 'utf-8').decode(await joined(content()));
  const cleaned: CleanSvg = await cleanSvg(given);
  if (!cleaned.ok) return refused(`The drawing cannot be shown safely: ${cleaned.why}.`);
  const bytes = Buffer.from(cleaned.svg);
  const words = cleaned.svg.replace(/<style>[^<]*<\/style>|<[^>]*>/g, ' ');
  const clean = async function* () {
    yield bytes;
  };
  return {
    ...facts,
    encoding: 'utf-8',
    content: clean,
    size: bytes.length,
    sha256: sha256Hex(bytes),
    text: words,
  };
}

async function readThrough(content: AsyncIterable<Uint8Array>) {
  const sampler = new Sampler();
  const digest = createSha256();
  for await (const chunk of content) {
    sampler.push(chunk);
    digest.update(chunk);
  }
  return { sample: sampler.end(), sha256: digest.digest().toString('hex') };
}

async function joined(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(content));
}

function refused(reason: string): { verdict: 'refused'; reason: string } {
  return { verdict: 'refused', reason };
}
