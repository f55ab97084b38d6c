import type { SamlMetadata } from '#contracts/sso.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';

export type MetadataDraft = { by: 'url' | 'xml'; url: string; xml: string };

export const NO_METADATA: MetadataDraft = { by: 'url', url: '', xml: '' };

export function metadataOf({ by, url, xml }: MetadataDraft): SamlMetadata {
  return by === 'url' ? { url: url.trim() } : { xml };
}

type MetadataFieldsProps = {
  draft: MetadataDraft;
  onChange: (draft: MetadataDraft) => void;
  /** What was refused, by the path of its field. */
  errors: Readonly<Record<string, string>>;
};

/** A provider's metadata: by their address, or pasted. */
export function MetadataFields({ draft, onChange, errors }: MetadataFieldsProps) {
  const error = errors.metadata ?? errors[`metadata.${draft.by}`];
  const choose = (by: MetadataDraft['by'], label: string) => (
    <label className="flex min-h-6 items-center gap-2">
      <input
        type="radio"
        checked={draft.by === by}
        onChange={() => onChange({ ...draft, by })}
        className="size-4.5 accent-accent"
      />
      {label}
    </label>
  );
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1.5 font-medium text-sm">Metadata of the provider</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {choose('url', 'By their address')}
        {choose('xml', 'Pasted')}
      </div>
      {draft.by === 'url' ? (
        <Field label="Address" hint="Fetched now, and again every day." error={error}>
          {(control) => (
            <Input
              {...control}
              type="url"
              required
              maxLength={1024}
              placeholder="https://"
              value={draft.url}
              onChange={(event) => onChange({ ...draft, url: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Field label="XML" error={error}>
          {(control) => (
            <Textarea
              {...control}
              required
              rows={6}
              spellCheck={false}
              maxLength={400_000}
              value={draft.xml}
              onChange={(event) => onChange({ ...draft, xml: event.target.value })}
              className="max-h-72 overflow-y-auto font-mono text-sm"
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}
