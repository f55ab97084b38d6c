import type { GivenRole } from '#contracts/sso.ts';

/** What a round trip brought, as it is sealed with its connection. */
export interface TestResult {
  /** ISO 8601. */
  readonly at: string;
  /** A word for what was wrong; null: nothing was. */
  readonly reason: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly role: GivenRole | null;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
}

const MOST_VALUES = 50;
const LONGEST_VALUE = 500;

export function attributesShown(
  attributes: ReadonlyMap<string, readonly string[]>,
): TestResult['attributes'] {
  return [...attributes].map(([name, values]) => ({
    name: name.slice(0, 300),
    values: values.slice(0, MOST_VALUES).map((value) => value.slice(0, LONGEST_VALUE)),
  }));
}
