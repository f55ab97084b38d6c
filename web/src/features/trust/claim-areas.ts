import type { PublicClaim } from '#contracts/trust.ts';

/** Claims by area, the areas by name; inside one, what fails comes first. */
export function byArea(claims: readonly PublicClaim[]): [string, PublicClaim[]][] {
  const areas = Map.groupBy(claims, ({ area }) => titled(area));
  return [...areas]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([area, ofArea]) => [
      area,
      ofArea.sort((a, b) => rankOf(a) - rankOf(b) || a.id.localeCompare(b.id)),
    ]);
}

const RANK: Readonly<Record<PublicClaim['status'], number>> = { failing: 0, stale: 1, proven: 2 };

function rankOf({ status }: PublicClaim): number {
  return RANK[status];
}

function titled(area: string): string {
  return area.charAt(0).toUpperCase() + area.slice(1).replaceAll('-', ' ');
}

export function countOf(claims: readonly PublicClaim[], wanted: PublicClaim['status']): number {
  return claims.filter(({ status }) => status === wanted).length;
}

/** "112 statements hold, 1 fails, 3 were proven too long ago." */
export function summaryOf(claims: readonly PublicClaim[]): string {
  const [proven, failing, stale] = (['proven', 'failing', 'stale'] as const).map((status) =>
    countOf(claims, status),
  );
  const late = stale ? `, ${stale} ${stale === 1 ? 'was' : 'were'} proven too long ago` : '';
  return `${proven} ${proven === 1 ? 'statement holds' : 'statements hold'}, ${failing} ${failing === 1 ? 'fails' : 'fail'}${late}.`;
}

/** When the newest of the proofs was tried. */
export function latestProof(claims: readonly PublicClaim[]): string | undefined {
  return claims
    .map(({ triedAt }) => triedAt)
    .sort()
    .at(-1);
}
