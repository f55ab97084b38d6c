import type { Scope } from '#contracts/access.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/input.tsx';
import { SCOPE_GROUPS, withoutScope, withScope } from './scope-words.ts';

type Props = { scopes: readonly Scope[]; onChange: (scopes: Scope[]) => void };

/** What a token shall do, chosen by group or one by one. */
export function ScopePicker({ scopes, onChange }: Props) {
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1.5 font-medium text-sm">Scopes</legend>
      {SCOPE_GROUPS.map(({ name, scopes: offered }) => {
        const whole = offered.every(({ scope }) => scopes.includes(scope));
        const change = whole ? withoutScope : withScope;
        return (
          <fieldset key={name} className="rounded-md border border-line p-3">
            <legend className="sr-only">{name}</legend>
            <div className="mb-2 flex items-center justify-between gap-2">
              <span aria-hidden className="font-medium">
                {name}
              </span>
              <Button
                size="sm"
                look="ghost"
                aria-label={`${name}: ${whole ? 'none' : 'all'}`}
                onClick={() =>
                  onChange(offered.reduce<Scope[]>((all, { scope }) => change(all, scope), [...scopes]))
                }
              >
                {whole ? 'None' : 'All'}
              </Button>
            </div>
            <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
              {offered.map(({ scope, does }) => (
                <Checkbox
                  key={scope}
                  label={<span className="font-mono text-sm">{scope}</span>}
                  hint={does}
                  checked={scopes.includes(scope)}
                  onChange={({ target }) =>
                    onChange(target.checked ? withScope(scopes, scope) : withoutScope(scopes, scope))
                  }
                />
              ))}
            </div>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
