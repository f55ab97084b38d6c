/**
 * Parse Server with its production settings, holding the cases of the bench: each may be seen by its workspace's role
 * alone, each person signed in with a session of their own. Run by the bench (`--peers`), told as its other servers are.
 */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import express from 'express';
import { ParseServer } from 'parse-server';
import pg from 'pg';
import { serve } from '../server-protocol.ts';

const FIELDS = {
  workspaceId: 'String',
  number: 'Number',
  type: 'String',
  title: 'String',
  summary: 'String',
  body: 'String',
  state: 'String',
  phase: 'String',
  revisionNeeded: 'Boolean',
  severity: 'String',
  ownerId: 'String',
  ownerName: 'String',
  restricted: 'Boolean',
  dueAt: 'Date',
  version: 'Number',
};

serve(async ({ databaseUrl, port, env }) => {
  const keys = { appId: randomUUID(), masterKey: randomUUID() };
  const serverURL = `http://127.0.0.1:${port}/parse`;
  const signedIn = { requiresAuthentication: true };
  const parse = new ParseServer({
    ...keys,
    serverURL,
    databaseURI: databaseUrl,
    masterKeyIps: ['127.0.0.1', '::1'],
    silent: true,
    logLevel: 'error',
    allowClientClassCreation: false,
    schema: {
      definitions: [
        {
          className: 'Case',
          fields: Object.fromEntries(Object.entries(FIELDS).map(([name, type]) => [name, { type }])),
          indexes: { newest: { workspaceId: 1, createdAt: -1 } },
          classLevelPermissions: {
            find: signedIn,
            get: signedIn,
            create: signedIn,
            update: signedIn,
            delete: {},
          },
        },
      ],
    },
  });
  await parse.start();
  const app = express();
  app.use('/parse', parse.app);
  const http = app.listen(port, '127.0.0.1');
  const ask = asker(serverURL, keys);
  const world = JSON.parse(await readFile(env.PEER_WORLD, 'utf8'));
  const sessions = await fillPeople(world, ask);
  await fillCases(databaseUrl, env.PEER_SOURCE);
  await writeFile(env.PEER_SESSIONS, JSON.stringify({ appId: keys.appId, sessions }));
  return {
    async close() {
      http.closeAllConnections();
      http.close();
      await parse.handleShutdown();
    },
  };
});

function asker(serverURL, { appId, masterKey }) {
  return async (path, body) => {
    const reply = await fetch(`${serverURL}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-parse-application-id': appId,
        'x-parse-master-key': masterKey,
        'x-parse-revocable-session': '1',
      },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`Parse Server answered ${reply.status} to ${path}: ${await reply.text()}`);
    return reply.json();
  };
}

/** A user for each person and a role for each workspace. Returns the sessions by person. */
async function fillPeople(world, ask) {
  const sessions = {};
  for (const { id, people } of world) {
    const users = [];
    for (const userId of people) {
      const account = { username: userId, password: randomUUID() };
      const { objectId } = await ask('/users', account);
      sessions[userId] = (await ask('/login', account)).sessionToken;
      users.push({ __type: 'Pointer', className: '_User', objectId });
    }
    await ask('/roles', {
      name: id,
      ACL: { [`role:${id}`]: { read: true } },
      users: { __op: 'AddRelation', objects: users },
    });
  }
  return sessions;
}

/** The cases as they stand in the plain table, as Parse Server keeps what only a role may read. */
async function fillCases(target, source) {
  const [from, to] = [new pg.Client(source), new pg.Client(target)];
  await Promise.all([from.connect(), to.connect()]);
  const { rows } = await from.query(
    'select c.*, p.name as owner_name from bench.cases c join bench.people p on p.id = c.owner_id',
  );
  for (let at = 0; at < rows.length; at += 1_000)
    await to.query(
      `insert into "Case" ("objectId", "createdAt", "updatedAt", "workspaceId", number, type, title, summary, body, state,
        phase, "revisionNeeded", severity, "ownerId", "ownerName", restricted, version, _rperm, _wperm)
      select r.id, r.created_at, r.updated_at, r.workspace_id, r.number, r.type, r.title, r.summary, r.body, r.state, r.phase,
        r.revision_needed, r.severity, r.owner_id, r.owner_name, r.restricted, r.version,
        array['role:' || r.workspace_id], array['role:' || r.workspace_id]
      from jsonb_to_recordset($1) r (id text, created_at timestamptz, updated_at timestamptz, workspace_id text, number int,
        type text, title text, summary text, body text, state text, phase text, revision_needed boolean, severity text,
        owner_id text, owner_name text, restricted boolean, version int)`,
      [JSON.stringify(rows.slice(at, at + 1_000))],
    );
  await to.query('vacuum analyze');
  await Promise.all([from.end(), to.end()]);
}
