import type { OidcKnown } from '#contracts/sso.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { OidcDraft } from './oidc.draft.ts';

type OidcFieldsProps = {
  draft: OidcDraft;
  onChange: (draft: OidcDraft) => void;
  errors: Readonly<Record<string, string>>;
  /** What is connected already: its secret may stay. */
  known?: OidcKnown | undefined;
};

const FIELDS = [
  { field: 'issuer', label: 'Issuer', type: 'url', most: 1024 },
  { field: 'clientId', label: 'Client id', type: 'text', most: 300 },
  { field: 'clientSecret', label: 'Client secret', type: 'password', most: 1_000 },
  { field: 'scopes', label: 'Further scopes', type: 'text', most: 500 },
] as const;

/** An OpenID provider, and ourselves as its client. */
export function OidcFields({ draft, onChange, errors, known }: OidcFieldsProps) {
  const hints: Record<(typeof FIELDS)[number]['field'], string> = {
    issuer: 'Its discovery document is read now, and again every day.',
    clientId: '',
    clientSecret:
      known === undefined ? 'Kept sealed, and never shown again.' : 'Empty: the one that is kept.',
    scopes: 'Beside openid, email and profile; with a blank between two.',
  };
  return FIELDS.map(({ field, label, type, most }) => (
    <Field
      key={field}
      label={label}
      optional={field === 'scopes'}
      hint={hints[field] || undefined}
      error={errors[`client.${field}`]}
    >
      {(control) => (
        <Input
          {...control}
          type={type}
          required={field !== 'scopes' && !(field === 'clientSecret' && known !== undefined)}
          maxLength={most}
          placeholder={field === 'issuer' ? 'https://' : undefined}
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          autoCapitalize="none"
          spellCheck={false}
          value={draft[field]}
          onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
        />
      )}
    </Field>
  ));
}
