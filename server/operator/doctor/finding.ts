/** What the doctor says of one thing: how it is and, unless it is well, what to do. */
export type Finding = {
  readonly about: string;
  readonly state: 'well' | 'note' | 'ill';
  readonly sentence: string;
};

export const well = (about: string, sentence: string): Finding => ({ about, state: 'well', sentence });
export const note = (about: string, sentence: string): Finding => ({ about, state: 'note', sentence });
export const ill = (about: string, sentence: string): Finding => ({ about, state: 'ill', sentence });
