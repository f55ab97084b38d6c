/** Thrown by a probe that saw a promise broken. The message is one sentence, fit to be published. */
export class ProofFailure extends Error {
  override readonly name = 'ProofFailure';
}

/** Throws ProofFailure with `sentence` unless `holds`. */
export function prove(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new ProofFailure(sentence);
}

/** Thrown by a probe that finds nothing to try in this deployment: neither proven nor broken. */
export class NotPossibleHere extends Error {
  override readonly name = 'NotPossibleHere';
}
