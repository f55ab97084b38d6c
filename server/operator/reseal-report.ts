/** What came of sealing anew. */
export interface ResealReport {
  /** Values sealed anew under the newest key of their scope. */
  resealed: number;
  /** Files whose key was sealed anew; their content is under that key still. */
  files: number;
  /** Values that do not open, as `table.column row`: they stay as they are. */
  readonly unreadable: Set<string>;
  /** Versions some value still needs, as `scope version`. */
  readonly needed: Set<string>;
}

/** How a version of a scope's keys is named in the report. */
export function neededKey(scope: string, version: number): string {
  return `${scope} ${version}`;
}
