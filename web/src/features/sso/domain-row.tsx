import Trash2 from 'lucide-react/icons/trash-2';
import type { SsoDomain } from '#contracts/sso.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { CopyValue } from './copy-value.tsx';
import { useSsoChange } from './sso.queries.ts';

/** A domain: verified, or with the record that will show that it is the workspace's own. */
export function DomainRow({ domain }: { domain: SsoDomain }) {
  const { id, domain: name, record, verifiedAt, verifiedBy, checkedAt } = domain;
  const check = useSsoChange<SsoDomain>(undefined);
  const remove = useSsoChange(`${name} is taken away`);
  const path = `/domains/${id}`;
  return (
    <li className="px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 grow break-all font-medium">{name}</span>
        {verifiedAt === null ? (
          <Badge tone="warn">not verified</Badge>
        ) : (
          <Badge tone="good">{verifiedBy === 'dns' ? 'verified by DNS' : 'verified by the operator'}</Badge>
        )}
        <IconButton
          label={`Take ${name} away`}
          icon={<Trash2 aria-hidden className="size-4" />}
          busy={remove.isPending}
          onClick={() => remove.mutate({ method: 'DELETE', path })}
        />
      </div>
      {verifiedAt === null ? (
        <div className="mt-1 space-y-2 pb-1">
          <div className="divide-y divide-line">
            <CopyValue label="Name of the TXT record" value={record.name} />
            <CopyValue label="Its value" value={record.value} />
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Button
              size="sm"
              busy={check.isPending}
              onClick={() => check.mutate({ method: 'POST', path: `${path}/checks` })}
            >
              Look for the record
            </Button>
            {checkedAt === null ? null : (
              <span className="text-ink-faint text-sm">
                not found <Moment at={checkedAt} />
              </span>
            )}
          </div>
        </div>
      ) : null}
    </li>
  );
}
