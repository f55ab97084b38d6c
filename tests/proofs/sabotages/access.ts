import type { SabotageName } from '#proofs/sabotage-names.ts';
import { asOwner, editFunction } from '../edit-function.ts';
import type { Sabotage } from '../sabotage.ts';

export const accessSabotages = {
  'everyone-is-owner': { prepare: enterAs("'owner'") },
  'everyone-is-asked-to-decide': {
    prepare: async (database) => {
      await enterAs("'owner'")(database);
      await askEveryone(database);
    },
  },
  'admins-demoted': { prepare: enterAs("case m.role when 'admin' then 'viewer' else m.role end") },
  'cases-forget-their-author': {
    prepare: beforeEach(
      'insert',
      'forget',
      `
      select m.user_id into new.owner_id from app.memberships m
        where m.workspace_id = new.workspace_id and m.role = 'owner';
      new.creator_id := new.owner_id;`,
    ),
  },
  'restriction-forgotten': { prepare: beforeEach('update', 'forget', 'new.restricted := false;') },
  'removed-members-stay': {
    prepare: editFunction('app.enter', [" and m.state = 'active'", '']),
  },
  'invitations-outlive-their-end': {
    prepare: editFunction('app.find_invitation', [" and i.state = 'pending'", '']),
  },
  'reviews-forget': {
    prepare: asOwner(`
      create function app.forget() returns trigger language plpgsql as $$
      begin
        new.decision := null; new.new_role := null; new.sealed_reason := null;
        new.decided_by := null; new.decided_at := null;
        return new;
      end $$;
      create trigger forgetful before update on app.access_review_members
        for each row execute function app.forget()`),
  },
  'origins-are-trusted': {
    rewrite: () => ({
      reply: (reply, request) => {
        reply.headers['access-control-allow-origin'] = request.headers.origin ?? '*';
        reply.headers['access-control-allow-credentials'] = 'true';
      },
    }),
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

const askEveryone = asOwner(`
  create policy twin on app.review_decisions to caseward_owner using (true) with check (true);
  create function app.ask_everyone() returns trigger language plpgsql security definer set search_path = pg_catalog
    as $$ begin
      if pg_trigger_depth() = 1 then
        insert into app.review_decisions (workspace_id, round_id, reviewer_id)
          select m.workspace_id, new.round_id, m.user_id from app.memberships m
          where m.workspace_id = new.workspace_id on conflict do nothing;
      end if;
      return new;
    end $$;
  create trigger ask_everyone after insert on app.review_decisions
    for each row execute function app.ask_everyone();`);

function enterAs(role: string) {
  return editFunction('app.enter', [
    'm.id as member, m.role, m.assigned_only',
    `m.id as member, ${role} as role, m.assigned_only`,
  ]);
}

/** A trigger on cases, as the owner, so that what is stored is not what was decided. */
function beforeEach(event: 'insert' | 'update', name: string, body: string) {
  return asOwner(`
    create function app.${name}() returns trigger language plpgsql security definer set search_path = pg_catalog
      as $$ begin ${body} return new; end $$;
    create trigger ${name} before ${event} on app.cases for each row execute function app.${name}();`);
}
