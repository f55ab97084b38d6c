import type { LiveProof, RecordProof, SuiteProof } from './claim.ts';
import type { ProbeContext } from './probe-context.ts';
import type { SabotageName } from './sabotage-names.ts';

/** A proof tried against a running deployment, and the wall whose fall it has to notice. */
export function live(
  name: string,
  run: (context: ProbeContext) => Promise<void>,
  sabotage: SabotageName,
): LiveProof {
  return { kind: 'live', name, run, sabotage };
}

/** A proof by a test of the suite, named by its file and title. */
export function inSuite(name: string, file: string, test: string): SuiteProof {
  return { kind: 'suite', name, file, test };
}

/** A proof by a document, which the named test of the suite compares with the code. */
export function onRecord(name: string, document: string, file: string, test: string): RecordProof {
  return { kind: 'record', name, document, checkedBy: { file, test } };
}
