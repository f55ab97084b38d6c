import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { CaseLinkCreate } from '#contracts/case-links.ts';
import type { Case } from '#contracts/cases.ts';
import type { SearchPage } from '#contracts/search.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { LINK_CHOICES } from './link-words.ts';
import { inSentence } from './workspace-words.ts';

type LinkDialogProps = {
  of: Case;
  busy: boolean;
  onClose: () => void;
  onAdd: (link: CaseLinkCreate) => void;
};

export function LinkDialog({ of, busy, onClose, onAdd }: LinkDialogProps) {
  const { workspace } = usePlace();
  const one = inSentence(workspace.labels.case);
  const [kind, setKind] = useState<CaseLinkCreate['kind']>('follow_up');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState('');
  const wanted = useDeferredValue(text.trim());
  const hits = useQuery({
    queryKey: ['w', workspace.id, 'link-search', wanted],
    queryFn: ({ signal }) =>
      call<SearchPage>('POST', `/workspaces/${workspace.id}/search`, {
        body: { text: wanted, limit: 8 },
        signal,
      }),
    enabled: wanted.length >= 2,
    gcTime: 0,
  });
  const found = (hits.data?.items ?? []).filter((hit) => hit.case.id !== of.id);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Link to another ${one}`}
      footer={
        <Button
          look="primary"
          busy={busy}
          disabled={chosen === ''}
          onClick={() => onAdd({ kind, toCaseId: chosen })}
        >
          Link
        </Button>
      }
    >
      <div className="min-h-64 space-y-4">
        <Field label={`This ${one}`}>
          {(control) => (
            <Select
              {...control}
              choices={LINK_CHOICES}
              value={kind}
              onChange={(event) => setKind(event.target.value as CaseLinkCreate['kind'])}
            />
          )}
        </Field>
        <Field label="Find it by a word">
          {(control) => (
            <Input
              {...control}
              type="search"
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend className="sr-only">Found</legend>
          {found.map((hit) => (
            <label
              key={hit.case.id}
              className="flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 hover:bg-hover"
            >
              <input
                type="radio"
                name="linked"
                checked={chosen === hit.case.id}
                onChange={() => setChosen(hit.case.id)}
                className="size-4.5 shrink-0 accent-accent"
              />
              <span className="text-ink-faint tabular-nums">#{hit.case.number}</span>
              <span className="truncate">{hit.case.title}</span>
            </label>
          ))}
          {hits.isSuccess && found.length === 0 ? <p className="px-2 text-ink-faint">None found</p> : null}
        </fieldset>
      </div>
    </Dialog>
  );
}
