import type { Unenrolled } from '#contracts/factors.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';

/** Members without a strong factor, and when the door closes for them. */
export function UnenrolledList({ people }: { people: readonly Unenrolled[] }) {
  return (
    <section>
      <h2 className="font-medium">Without a second factor</h2>
      {people.length === 0 ? (
        <p className="mt-1 text-ink-soft">Everybody has an authenticator app or a passkey.</p>
      ) : (
        <ul className="mt-2 divide-y divide-line rounded-md border border-line">
          {people.map(({ userId, name, role, due }) => (
            <li key={userId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
              <span className="grow">{name}</span>
              <span className="text-ink-faint text-sm capitalize">{role}</span>
              <Due at={due} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Due({ at }: { at: string | null }) {
  if (at === null) return <Badge>not asked for</Badge>;
  if (Date.parse(at) <= Date.now()) return <Badge tone="bad">shut out</Badge>;
  return (
    <Badge tone="warn">
      closes <Moment at={at} />
    </Badge>
  );
}
