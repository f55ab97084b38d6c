import { type FormEvent, useState } from 'react';
import type { SsoConnection, SsoConnectionPatch, SsoReplacement } from '#contracts/sso.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/state.tsx';
import { MetadataFields, metadataOf, NO_METADATA } from './metadata-fields.tsx';
import { replacementOf } from './replacement.ts';
import { ReplacementDialog } from './replacement-dialog.tsx';
import { useSsoChange } from './sso.queries.ts';

/** Puts other metadata in the place of those known: a new certificate, another address. */
export function MetadataForm({ connection }: { connection: SsoConnection }) {
  const url = connection.metadataUrl;
  const [draft, setDraft] = useState({
    ...NO_METADATA,
    by: url === null ? ('xml' as const) : ('url' as const),
    url: url ?? '',
  });
  const save = useSsoChange<SsoConnection>('Taken over. Try it out again.', { silent: true });
  const [replacement, setReplacement] = useState<SsoReplacement>();
  const errors = save.isError && !replacementOf(save.error) ? fieldErrors(save.error) : {};
  const send = (confirmation?: string) => {
    const body: SsoConnectionPatch = {
      metadata: metadataOf(draft),
      ...(confirmation !== undefined && { confirmation }),
    };
    const path = `/connections/${connection.id}`;
    save.mutate(
      { method: 'PATCH', path, body, ifMatch: ifMatchOf(connection) },
      { onError: (error) => setReplacement(replacementOf(error)) },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <>
      <form onSubmit={submit} className="max-w-xl space-y-4">
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        <MetadataFields draft={draft} onChange={setDraft} errors={errors} />
        <Button type="submit" busy={save.isPending}>
          Take over
        </Button>
      </form>
      {replacement ? (
        <ReplacementDialog
          key={replacement.confirmation}
          name={connection.name}
          replacement={replacement}
          busy={save.isPending}
          onClose={() => setReplacement(undefined)}
          onConfirm={() => send(replacement.confirmation)}
        />
      ) : null}
    </>
  );
}
