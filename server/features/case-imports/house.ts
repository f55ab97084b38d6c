import { RANK } from '#contracts/common.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import {
  type HouseRules,
  loadCategories,
  loadSettings,
  loadTags,
} from '#server/features/workspaces/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';

/** What the words of a file are looked up in: how this workspace calls things, and who is in it. */
export interface House {
  readonly actor: Actor;
  readonly rules: HouseRules;
  /** By name in lower case. */
  readonly tags: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  /** Those who may answer for a case, by address. */
  readonly owners: ReadonlyMap<string, string>;
}

export async function loadHouse(tx: TenantTx, actor: Actor, scope: KeyScope): Promise<House> {
  const [rules, tags, categories, members] = await Promise.all([
    loadSettings(tx, actor),
    loadTags(tx, scope),
    loadCategories(tx, scope),
    listActiveMembers(tx, scope),
  ]);
  return {
    actor,
    rules,
    tags: new Map(tags.map(({ id, label }) => [plain(label), id])),
    categories: new Map(
      categories.filter(({ archived }) => !archived).map(({ id, label }) => [plain(label), id]),
    ),
    owners: new Map(
      members
        .filter(({ role }) => RANK[role] >= RANK.member)
        .map(({ email, userId }) => [plain(email), userId]),
    ),
  };
}

/** A word as it is looked up: whatever the case it is typed in. */
export function plain(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}
