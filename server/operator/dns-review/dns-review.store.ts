import { type Db, statement } from '../../platform/db/index.ts';
import { type KeyScope, newId, type Sealed } from '../../security/crypto/index.ts';
import type { DnsFinding, ReviewedName } from './review-names.ts';

/** A review as it is kept. */
export interface DnsReview {
  readonly id: string;
  readonly at: string;
  /** Who looked through it. */
  readonly by: string;
  readonly names: readonly ReviewedName[];
  readonly findings: readonly DnsFinding[];
}

type Kept = Pick<DnsReview, 'by' | 'names' | 'findings'>;
type Row = Pick<DnsReview, 'id' | 'at'> & { sealed: Sealed<Kept> };

const insert = statement<
  [id: string, names: number, findings: number, record: Buffer],
  Pick<DnsReview, 'id' | 'at'>
>(
  `insert into app.dns_reviews (id, names, findings, sealed_record) values ($1, $2, $3, $4) returning id, at`,
);
const list = statement<[], Row>(
  'select d.id, d.at, d.sealed_record as sealed from app.dns_reviews d order by d.at desc limit 40',
);
const audit = statement<[id: string], never>(`
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
  values ('operator', 'dns-review.kept', 'deployment', $1, 'cli')`);

const contextOf = (id: string) => ({ table: 'dns_reviews', row: id, use: 'record' }) as const;

export interface DnsReviewDesk {
  readonly db: Pick<Db, 'run'>;
  readonly system: Pick<KeyScope, 'seal' | 'unseal'>;
}

export async function keepDnsReview({ db, system }: DnsReviewDesk, review: Kept): Promise<DnsReview> {
  const id = newId();
  const sealed = system.seal<Kept>(contextOf(id), review);
  const [row] = await db.run(insert, [id, review.names.length, review.findings.length, sealed]);
  if (row === undefined) throw new Error('the review was not kept');
  await db.run(audit, [id]);
  return { ...row, ...review };
}

/** The reviews of ten years, the newest first. */
export async function listDnsReviews({ db, system }: DnsReviewDesk): Promise<DnsReview[]> {
  return (await db.run(list, [])).map(({ sealed, ...row }) => ({
    ...row,
    ...system.unseal(contextOf(row.id), sealed),
  }));
}
