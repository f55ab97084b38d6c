import { z } from 'zod';

const Outcome = z.enum(['passed', 'failed', 'skipped']);
const Results = z.array(
  z.object({ file: z.string(), name: z.string(), outcome: Outcome, reason: z.string().optional() }),
);
const Run = z.object({ at: z.iso.datetime(), build: z.string().max(100) });

type Counts = Record<z.infer<typeof Outcome>, number>;

export interface TestSummary extends Counts {
  readonly at: string;
  /** The commit the tests ran on; `-dirty` where files had changes. */
  readonly build: string;
  readonly files: readonly (Counts & { readonly file: string })[];
  readonly failures: readonly { readonly file: string; readonly name: string }[];
  readonly leftOut: readonly { readonly file: string; readonly name: string; readonly reason: string }[];
}

/** What `npm test` left, counted file by file; null where nothing lies there. @throws ZodError where it is damaged. */
export function summaryOf(results: unknown, run: unknown): TestSummary | null {
  if (results === undefined || run === undefined) return null;
  const tests = Results.parse(results);
  const byFile = Map.groupBy(tests, ({ file }) => file);
  return {
    ...Run.parse(run),
    ...countsOf(tests),
    files: [...byFile].map(([file, ofFile]) => ({ file, ...countsOf(ofFile) })),
    failures: tests.filter(({ outcome }) => outcome === 'failed').map(({ file, name }) => ({ file, name })),
    leftOut: tests
      .filter(({ outcome }) => outcome === 'skipped')
      .map(({ file, name, reason = '' }) => ({ file, name, reason })),
  };
}

function countsOf(tests: readonly { readonly outcome: z.infer<typeof Outcome> }[]): Counts {
  const count = (wanted: string) => tests.filter(({ outcome }) => outcome === wanted).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
