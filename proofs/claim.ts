import type { ProbeContext } from './probe-context.ts';
import type { SabotageName } from './sabotage-names.ts';

/** How a claim is shown to hold: by trying a running deployment, by the test suite, or by a dated record. */
export type ClaimKind = 'live' | 'suite' | 'record';

/**
 * A public promise. `sentence` is what the security page prints once every proof has passed;
 * `doesNotProve` stands beside it and names what a green proof leaves open.
 * A claim without proofs is pending and is not published.
 */
export type Claim = {
  readonly id: string;
  readonly area: Area;
  readonly kind: ClaimKind;
  readonly sentence: string;
  readonly doesNotProve: string;
  readonly proofs: readonly Proof[];
};

export type Proof = LiveProof | SuiteProof | RecordProof;

/** Tried over HTTP against a running deployment; `run` throws ProofFailure when the promise is broken. */
export type LiveProof = {
  readonly kind: 'live';
  readonly name: string;
  readonly run: (context: ProbeContext) => Promise<void>;
  /** The wall that is taken down in a twin, where this very probe has to go red. */
  readonly sabotage: SabotageName;
};

/** A test of the suite, named by its file and its title; it has to exist and its last result has to be a pass. */
export type SuiteProof = {
  readonly kind: 'suite';
  readonly name: string;
  readonly file: string;
  readonly test: string;
};

/** A document kept in the repository that a test compares with the code it describes. */
export type RecordProof = {
  readonly kind: 'record';
  readonly name: string;
  readonly document: string;
  readonly checkedBy: Pick<SuiteProof, 'file' | 'test'>;
};

export const areas = [
  'sign-in',
  'sso',
  'sessions',
  'transport',
  'encryption',
  'isolation',
  'api',
  'privacy',
  'assurance',
  'members',
  'audit',
  'access',
  'passwords',
  'browser',
  'calendar',
  'errors',
  'logging',
  'files',
  'input',
  'limits',
  'backup',
  'billing',
  'ops',
  'mail',
] as const;

export type Area = (typeof areas)[number];
