import assert from 'node:assert/strict';
import type { App } from '#server/app.ts';
import type { Letter } from '#server/security/mail-queue.ts';

/** Catches an app's mail before it waits anywhere. */
export interface Letterbox {
  readonly all: readonly Letter[];
  /** For `rewire`. */
  catchFrom(app: App): void;
  /** The last letter of that template to that address. Fails where there is none. */
  last<T extends Letter['template']>(template: T, to: string): Extract<Letter, { template: T }>;
}

export function letterbox(): Letterbox {
  const all: Letter[] = [];
  return {
    all,
    catchFrom: (app) =>
      void Object.assign(app.services, {
        mail: { queue: async (letter: Letter) => void all.push(letter) },
      }),
    last(template, to) {
      const found = all.findLast(
        (letter): letter is Extract<Letter, { template: typeof template }> =>
          letter.template === template && letter.to === to,
      );
      assert.ok(found, `no ${template} to ${to}`);
      return found;
    },
  };
}
