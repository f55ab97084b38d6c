/** The walls the suite knows how to take down in a twin; tests/proofs holds how. */
export const sabotageNames = ['csp'] as const;

export type SabotageName = (typeof sabotageNames)[number];
