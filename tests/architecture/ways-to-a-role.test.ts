import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { test } from 'node:test';

/**
 * Every place that writes a membership, and why nobody gets above the rank of who causes it. Whatever gives somebody here a
 * role asks `refuseMembershipChange` first (server/features/members/member.ts); the tests named try it.
 */
const WAYS: Readonly<Record<string, string>> = {
  'server/features/members/member.store.ts':
    'changes and single sign-on ask first (member.test.ts, sso/admit.ts)',
  'server/features/scim/user.store.ts': 'the directory asks first, as an admin would (scim/may.ts)',
  'server/features/sso/enforcement.store.ts': 'the emergency door: no role is written',
  'server/features/workspaces/rename-member.ts': 'a name: no role is written',
  'server/features/probe-worlds/probe-world.ts': 'throw-away people of a throw-away workspace',
  'app.accept_invitation': 'the role that an invitation has, which was asked for when it was sent',
  'app.create_workspace': 'the first Owner of a workspace that was not there',
  'app.do_erase_member': 'takes a membership away',
};

const WRITES = /(?:insertInto|updateTable)\('app\.memberships'|(?:insert into|update) app\.memberships/;

/** The functions of a schema that write memberships. */
function writingFunctions(schema: string): string[] {
  return schema.split('CREATE OR REPLACE FUNCTION ').flatMap((text) => {
    const name = /^[\w.]+/.exec(text)?.[0];
    const body = text.slice(0, text.indexOf('$function$\n;'));
    return name !== undefined && WRITES.test(body) ? [name] : [];
  });
}

async function writingFiles(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('server/**/*.ts'))
    if (!file.endsWith('.test.ts') && WRITES.test(readFileSync(file, 'utf8'))) found.push(file);
  return found;
}

test('every way to a membership is known, with what keeps everybody below their rank', async () => {
  const schema = readFileSync('migrations/schema.sql', 'utf8');
  const found = [...(await writingFiles()), ...writingFunctions(schema)];
  assert.deepEqual(found.sort(), Object.keys(WAYS).sort());
});

test('control: a function and a statement that write memberships are found', () => {
  const planted = `CREATE OR REPLACE FUNCTION app.promote(p uuid)
AS $function$ update app.memberships set role = 'owner' $function$
;
CREATE OR REPLACE FUNCTION app.count_members() AS $function$ select count(*) from app.memberships $function$
;`;
  assert.deepEqual(writingFunctions(planted), ['app.promote']);
  assert.ok(WRITES.test("await tx.insertInto('app.memberships').values(row)"));
  assert.ok(!WRITES.test("await tx.selectFrom('app.memberships')"));
});
