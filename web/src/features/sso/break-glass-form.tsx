import { type FormEvent, useState } from 'react';
import type { BreakGlassWrite, SsoSettings } from '#contracts/sso.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/input.tsx';
import { useSsoChange } from './sso.queries.ts';

/** The emergency door: which owners get past an enforced provider. For owners alone to say. */
export function BreakGlassForm({ breakGlass: { on, owners } }: Pick<SsoSettings, 'breakGlass'>) {
  const { workspace } = usePlace();
  const [named, setNamed] = useState<readonly string[]>(
    owners.flatMap((owner) => (on && owner.named ? [owner.userId] : [])),
  );
  const save = useSsoChange<SsoSettings>('Saved, and noted in the audit log');
  const mayName = workspace.role === 'owner';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: BreakGlassWrite = { on: named.length > 0, ownerIds: [...named] };
    save.mutate({ method: 'PUT', path: '/break-glass', body });
  };
  return (
    <form onSubmit={submit} className="space-y-3 border-line border-t pt-4">
      <h3 className="flex items-center gap-2 font-medium text-sm">
        Emergency door
        {on ? <Badge tone="warn">On</Badge> : <Badge>Off</Badge>}
      </h3>
      <p className="text-ink-soft text-sm">
        An owner named here gets past an enforced provider with their other ways of signing in. Each use is
        noted in the audit log, and every owner is written to.
      </p>
      <fieldset disabled={!mayName} className="space-y-2">
        <legend className="sr-only">Owners who get past</legend>
        {owners.map(({ userId, name }) => (
          <Checkbox
            key={userId}
            label={name}
            checked={named.includes(userId)}
            onChange={(event) =>
              setNamed(event.target.checked ? [...named, userId] : named.filter((one) => one !== userId))
            }
          />
        ))}
        {mayName ? (
          <Button type="submit" busy={save.isPending}>
            Save
          </Button>
        ) : (
          <p className="text-ink-faint text-sm">Owners change this.</p>
        )}
      </fieldset>
    </form>
  );
}
