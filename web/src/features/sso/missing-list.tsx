import type { SsoSettings } from '#contracts/sso.ts';
import { Badge } from '../../ui/badge.tsx';
import { ROLE_NAMES } from '../members/role-names.ts';

/** The members the provider does not know yet, as far as anybody here can tell: they never came through it. */
export function MissingList({ missing, enforced }: Pick<SsoSettings, 'missing' | 'enforced'>) {
  if (missing.length === 0)
    return <p className="text-ink-soft">Every member has come through the provider at least once.</p>;
  return (
    <section>
      <h3 className="font-medium text-sm">
        {missing.length === 1
          ? 'One member has never come through the provider'
          : `${missing.length} members have never come through the provider`}
      </h3>
      <p className="text-ink-faint text-sm">
        {enforced ? 'They are shut out until they do.' : 'Enforcing shuts them out until they do.'}
      </p>
      <ul className="mt-2 divide-y divide-line rounded-md border border-line">
        {missing.map(({ userId, name, email, role, inDomain }) => (
          <li key={userId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <span className="min-w-0 grow">
              {name} <span className="break-all text-ink-faint text-sm">{email}</span>
            </span>
            <span className="text-ink-faint text-sm">{ROLE_NAMES[role]}</span>
            {inDomain ? null : <Badge tone="bad">in none of your domains</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}
