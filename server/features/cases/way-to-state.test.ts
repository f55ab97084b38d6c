import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RANK, type Role } from '#contracts/common.ts';
import type { CaseType } from '#contracts/presets.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { PRESET_CONTENT } from '../workspaces/presets.ts';
import { wayToState } from './way-to-state.ts';

const typeOf = (preset: 'knowledge' | 'legal'): CaseType => {
  const [type] = PRESET_CONTENT[preset].settings.caseTypes;
  assert.ok(type);
  return type;
};
const { policies } = PRESET_CONTENT.knowledge.settings;

function actorOf(role: Role, managersPublish = false): Actor {
  return {
    kind: 'user',
    userId: 'u',
    workspaceId: 'w',
    membershipId: 'm',
    role,
    rank: RANK[role],
    assignedOnly: false,
    policies: { ...policies, managersPublish },
    workspaceVersion: 1,
    peopleVersion: 1,
    tokenId: null,
    scopes: null,
  };
}

function way(type: CaseType, to: string, actor: Actor, { reviews = true, written = true } = {}) {
  const relation = { own: true, authored: true, assigned: false, restricted: false, grant: null };
  const facts = { role: actor.role, reviews, round: null, hasTitleAndBody: written };
  return wayToState(type, to, { actor, relation, facts })?.map((step) => step.to);
}

test('a matter is brought to where it stood, by the shortest way', () => {
  const legal = typeOf('legal');
  assert.deepEqual(way(legal, 'intake', actorOf('manager')), []);
  assert.deepEqual(way(legal, 'on_hold', actorOf('manager')), ['open', 'on_hold']);
  assert.deepEqual(way(legal, 'archived', actorOf('admin')), ['closed', 'archived']);
  assert.equal(way(legal, 'nowhere', actorOf('owner')), undefined);
});

test('what the role table keeps from managers, an import keeps from them too', () => {
  const legal = typeOf('legal');
  assert.equal(way(legal, 'archived', actorOf('manager')), undefined);
  // Control: with the policy of the workspace the same way is there.
  assert.deepEqual(way(legal, 'archived', actorOf('manager', true)), ['closed', 'archived']);
});

test('a review is never skipped, whoever imports', () => {
  const knowledge = typeOf('knowledge');
  for (const state of ['in_review', 'verified', 'published', 'deprecated'])
    assert.equal(way(knowledge, state, actorOf('owner')), undefined, state);
  // Control: where nothing is reviewed, there is a way, for what is written.
  assert.ok(way(knowledge, 'published', actorOf('owner'), { reviews: false }));
  assert.equal(way(knowledge, 'published', actorOf('owner'), { reviews: false, written: false }), undefined);
});
