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

function rankOf({ status }: PublicClaim): number {
  return status === 'failing' ? 0 : 1;
}

function titled(area: string): string {
  return area.charAt(0).toUpperCase() + area.slice(1).replaceAll('-', ' ');
}

export function failingOf(claims: readonly PublicClaim[]): PublicClaim[] {
  return claims.filter(({ status }) => status === 'failing');
}

/** When the newest of the proofs was tried. */
export function latestProof(claims: readonly PublicClaim[]): string | undefined {
  return claims
    .map(({ triedAt }) => triedAt)
    .sort()
    .at(-1);
}
