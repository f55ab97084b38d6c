import { formatCheckpointKey, signCheckpoint } from '#server/security/audit/checkpoint.ts';
import { EXPORT_FORMAT, type ExportLine } from '#server/security/audit/export-line.ts';
import { type AuditEntry, leafOf } from '#server/security/audit/leaf.ts';
import { emptyTree } from '#server/security/audit/merkle.ts';
import { newId, newSigner, type Signer } from '#server/security/crypto/index.ts';
import { testScope } from './key-scope.ts';

export const testOrigin = 'cases.example.org/audit';

export async function testSigner(): Promise<Signer> {
  const { scope } = await testScope();
  return newSigner(scope, { table: 'audit_signing_keys', row: testOrigin, use: 'private-key' }).signer;
}

export function testEntry(number: number): AuditEntry {
  return {
    id: newId(),
    workspaceId: newId(),
    at: new Date(1_800_000_000_000 + number * 1_000).toISOString(),
    actorKind: 'user',
    actorId: newId(),
    sessionId: newId(),
    action: 'case.edit',
    targetKind: 'case',
    targetId: newId(),
    fields: ['title', 'severity'],
    ip: Buffer.from(`sealed ${number}`).toString('base64'),
    requestId: `req-${number}`,
    detail: { count: number, state: 'draft' },
  };
}

export interface TestLog {
  readonly signer: Signer;
  readonly header: string;
  /** The lines after the header. */
  readonly lines: ExportLine[];
  /** The whole export as text lines, of these lines or of changed ones. */
  text(lines?: readonly ExportLine[]): string[];
}

/**
 * An honest export: stretches of these many entries, each ended by a checkpoint. A signer in `handOvers` takes over
 * after the stretch of that number.
 */
export function testLog(
  signer: Signer,
  stretches: readonly number[],
  handOvers: Readonly<Record<number, Signer>> = {},
): TestLog {
  let current = signer;
  const tree = emptyTree();
  const lines: ExportLine[] = [];
  for (const [stretch, count] of stretches.entries()) {
    for (let i = 0; i < count; i += 1) {
      const [seq, entry] = [tree.size, testEntry(tree.size)];
      const leaf = leafOf(seq, entry);
      tree.append(leaf);
      lines.push({ type: 'entry', seq, leaf: leaf.toString('base64'), entry });
    }
    const successor = handOvers[stretch];
    const next = successor && { name: testOrigin, publicKey: successor.publicKey };
    const checkpoint = { origin: testOrigin, size: tree.size, root: tree.root(), ...(next && { next }) };
    lines.push({ type: 'checkpoint', note: signCheckpoint(current, checkpoint) });
    current = successor ?? current;
  }
  const key = formatCheckpointKey({ name: testOrigin, publicKey: signer.publicKey });
  const header = JSON.stringify({
    type: 'header',
    format: EXPORT_FORMAT,
    origin: testOrigin,
    key,
    scope: 'deployment',
  });
  const text = (changed: readonly ExportLine[] = lines) => [
    header,
    ...changed.map((line) => JSON.stringify(line)),
  ];
  return { signer, header, lines, text };
}
