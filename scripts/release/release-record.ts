/** What is known of the build that is about to go out. */
export interface ReleaseFacts {
  readonly version: string;
  /** As package.json names it: what the program says of itself. */
  readonly packaged: string;
  /** Whether the changelog has a heading of this version. */
  readonly described: boolean;
  readonly commit: string;
  /** As test results name it. */
  readonly build: string;
  readonly clean: boolean;
  /** Whether there is a record or a tag of this version already. */
  readonly released: boolean;
  /** Of the last run of tests; undefined where there was none. */
  readonly tests:
    | {
        readonly at: string;
        readonly build: string;
        /** Of all tests, not of some that were chosen. */
        readonly whole: boolean;
        readonly passed: number;
        readonly failed: number;
        readonly skipped: number;
        /** What failed at first and passed at a second look, alone. */
        readonly unsteady: readonly string[];
      }
    | undefined;
  /** SHA-256 of the bill of materials. */
  readonly sbom: string;
  /** The person who looked at the results. */
  readonly signedOffBy: string | undefined;
  readonly at: string;
}

export type ReleaseVerdict =
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | { readonly kind: 'signed-off'; readonly record: object };

/** Whether this may go out: its own tests all passed, and a person signed them off by name (claim FC-49). */
export function releaseVerdict(facts: ReleaseFacts): ReleaseVerdict {
  const { version, packaged, described, commit, build, clean, released, tests, sbom, signedOffBy, at } =
    facts;
  const reasons = [
    ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : [`${version} is no version such as 1.2.3.`]),
    ...(packaged === version
      ? []
      : [`package.json says ${packaged}; run: npm version --no-git-tag-version ${version}`]),
    ...(described ? [] : [`CHANGELOG.md has no heading of ${version}: "Unreleased" becomes it.`]),
    ...(released ? [`${version} has been released already.`] : []),
    ...(clean ? [] : ['There are changes that are not committed.']),
    ...testReasons(build, tests),
    ...(isName(signedOffBy) ? [] : ['A person has to sign off these results: --signed-off-by "First Last".']),
  ];
  if (reasons.length > 0) return { kind: 'refused', reasons };
  return { kind: 'signed-off', record: { version, commit, tests, sbom, signedOffBy, at } };
}

function testReasons(build: string, tests: ReleaseFacts['tests']): string[] {
  if (tests === undefined) return ['Nothing is on record of the tests; run npm test.'];
  return [
    ...(tests.build === build ? [] : [`The tests ran on ${tests.build}, not on ${build}.`]),
    ...(tests.whole ? [] : ['The last run was of some tests only; run npm test.']),
    ...(tests.failed === 0 ? [] : [`${tests.failed} tests failed.`]),
    ...(tests.passed > 0 ? [] : ['No test passed.']),
  ];
}

function isName(text: string | undefined): boolean {
  return text !== undefined && /^\p{L}[\p{L}.' -]{1,78}\p{L}$/u.test(text) && text.includes(' ');
}
