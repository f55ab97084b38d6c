import type { Placement } from '../placement.ts';
import type { ScaleOptions } from './options.ts';

export interface Measuring {
  readonly options: ScaleOptions;
  readonly placement: Placement | undefined;
  /** Where databases and logs of servers stand. */
  readonly folder: string;
}
