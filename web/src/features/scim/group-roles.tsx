import type { MappedGroup } from '#contracts/scim.ts';
import { Select } from '../../ui/input.tsx';
import { GIVEN_ROLES } from './given-roles.ts';
import { useScimChange } from './scim.queries.ts';

/** Which role each group of the directory gives. */
export function GroupRoles({ groups }: { groups: readonly MappedGroup[] }) {
  return (
    <section className="space-y-3" aria-labelledby="directory-groups">
      <h2 id="directory-groups" className="font-medium">
        Groups
      </h2>
      <p className="text-ink-soft">
        {groups.length === 0
          ? 'The directory has sent no group yet.'
          : 'A group gives no role until you say which. Who is in several gets the highest.'}
      </p>
      <ul className="divide-y divide-line">
        {groups.map((group) => (
          <GroupRow key={group.id} group={group} />
        ))}
      </ul>
    </section>
  );
}

function GroupRow({ group }: { group: MappedGroup }) {
  const save = useScimChange(`${group.name} is saved`);
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <div className="min-w-0 grow">
        <p className="font-medium">{group.name}</p>
        <p className="text-ink-faint text-sm">
          {group.members === 1 ? '1 member' : `${group.members} members`}
        </p>
      </div>
      <Select
        aria-label={`Role of ${group.name}`}
        choices={GIVEN_ROLES}
        empty="No role"
        value={group.role ?? ''}
        disabled={save.isPending}
        onChange={({ target: { value } }) =>
          save.mutate({
            method: 'PUT',
            path: `/groups/${group.id}/role`,
            body: { role: value === '' ? null : value },
          })
        }
        className="max-w-44"
      />
    </li>
  );
}
