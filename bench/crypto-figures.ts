import { randomUUID } from 'node:crypto';
import { type AuditEntry, leafOf } from '#server/security/audit/leaf.ts';
import { emptyTree } from '#server/security/audit/merkle.ts';
import { testScope } from '#tests/support/key-scope.ts';

export interface CryptoFigures {
  /** Leaves recomputed from their entries and put into the tree, per second. */
  readonly merkleEntries: number;
  /** List fields of a case sealed, and opened again, per second. */
  readonly seals: number;
  readonly unseals: number;
}

const ENTRIES = 100_000;
const SEALS = 50_000;

/** What one core does of the work that no database takes over. */
export async function measureCrypto(): Promise<CryptoFigures> {
  const entries = Array.from({ length: ENTRIES }, entry);
  const merkle = perSecond(ENTRIES, () => {
    const tree = emptyTree();
    for (const [seq, one] of entries.entries()) tree.append(leafOf(seq, one));
    tree.root();
  });
  const { scope } = await testScope();
  const ctx = { table: 'cases', row: randomUUID(), use: 'list' };
  const fields = { title: 'The pump of the second basement stopped at night', tagIds: [randomUUID()] };
  const blob = scope.seal(ctx, fields);
  return {
    merkleEntries: merkle,
    seals: perSecond(SEALS, () => {
      for (let at = 0; at < SEALS; at += 1) scope.seal(ctx, fields);
    }),
    unseals: perSecond(SEALS, () => {
      for (let at = 0; at < SEALS; at += 1) scope.unseal(ctx, blob);
    }),
  };
}

function perSecond(count: number, work: () => void): number {
  work();
  const begun = performance.now();
  work();
  return (count / (performance.now() - begun)) * 1_000;
}

function entry(): AuditEntry {
  return {
    id: randomUUID(),
    workspaceId: randomUUID(),
    at: new Date().toISOString(),
    actorKind: 'user',
    actorId: randomUUID(),
    sessionId: randomUUID(),
    action: 'case.read',
    targetKind: 'case',
    targetId: randomUUID(),
    fields: ['title', 'body'],
    ip: randomUUID(),
    requestId: randomUUID(),
    detail: { count: 1 },
  };
}
