import type { SsoKind } from '#contracts/sso.ts';

const KINDS = [
  { kind: 'saml', label: 'SAML 2.0' },
  { kind: 'oidc', label: 'OpenID Connect' },
] as const;

/** How the provider is spoken to; it cannot be changed afterwards. */
export function KindChoice({ kind: chosen, onChange }: { kind: SsoKind; onChange: (kind: SsoKind) => void }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">Protocol</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {KINDS.map(({ kind, label }) => (
          <label key={kind} className="flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name="protocol"
              checked={chosen === kind}
              onChange={() => onChange(kind)}
              className="size-4.5 accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
