import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AddressRules, AddressRulesPreview, AddressRulesWrite } from '#contracts/address-rules.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace, workspaceQuery } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState, Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { CutOff, isAnyoneCutOff } from './cut-off.tsx';
import { CutOffDialog } from './cut-off-dialog.tsx';
import { RangeList } from './range-list.tsx';

/** From where the workspace may be entered. */
export function AddressRulesPanel() {
  const { workspace } = usePlace();
  const path = `/workspaces/${workspace.id}/address-rules`;
  const rules = useQuery({
    queryKey: ['w', workspace.id, 'address-rules'],
    queryFn: ({ signal }) => call<AddressRules>('GET', path, { signal }),
  });
  if (rules.isPending) return <SkeletonRows rows={3} what="networks" />;
  if (rules.isError)
    return <ErrorState message={sentenceOf(rules.error)} onRetry={() => void rules.refetch()} />;
  return <RulesForm key={rules.data.version} rules={rules.data} path={path} />;
}

function RulesForm({ rules, path }: { rules: AddressRules; path: string }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [listed, setListed] = useState<readonly string[]>(rules.ranges ?? []);
  const [asked, setAsked] = useState<AddressRulesPreview | null>(null);
  const ranges = listed.length > 0 ? [...listed] : null;
  const preview = useMutation({
    mutationFn: () => call<AddressRulesPreview>('POST', `${path}/query`, { body: { ranges } }),
  });
  const save = useMutation({
    mutationFn: (body: AddressRulesWrite) =>
      call<AddressRules>('PUT', path, { body, ifMatch: ifMatchOf(rules) }),
    onSuccess: (saved) => {
      client.setQueryData(['w', workspace.id, 'address-rules'], saved);
      toast('Saved. It binds everybody from their next request on.');
      return client.invalidateQueries({ queryKey: workspaceQuery(workspace.id).queryKey });
    },
    onSettled: () => setAsked(null),
  });
  const failed = preview.error ?? save.error;
  // Nothing is saved unseen: who would be cut off is asked first.
  const submit = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate(undefined, {
      onSuccess: (found) => (isAnyoneCutOff(found) ? setAsked(found) : save.mutate({ ranges })),
    });
  };
  return (
    <>
      <form className="max-w-xl space-y-4" onSubmit={submit}>
        {failed ? (
          <Notice tone="bad">{Object.values(fieldErrors(failed))[0] ?? sentenceOf(failed)}</Notice>
        ) : null}
        <p className="text-ink-soft">
          {ranges === null
            ? 'This workspace may be entered from anywhere. List networks, and it may be entered from them alone, by people and tokens alike.'
            : 'This workspace may be entered from these networks alone, by people and tokens alike.'}
        </p>
        <RangeList
          label="Allowed networks"
          hint="IPv4 or IPv6, an address or a range. Several can be pasted at once."
          ranges={listed}
          onChange={(changed) => {
            setListed(changed);
            preview.reset();
          }}
          offer={{ label: 'Add my own address', address: rules.yourAddress }}
        />
        {preview.data && !asked ? <CutOff preview={preview.data} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={save.isPending}>
            Save
          </Button>
          <Button onClick={() => preview.mutate()} busy={preview.isPending}>
            Who would be cut off?
          </Button>
        </div>
      </form>
      <CutOffDialog
        preview={asked}
        address={rules.yourAddress}
        busy={save.isPending}
        onClose={() => setAsked(null)}
        onConfirm={() =>
          save.mutate(asked?.you === true ? { ranges, confirmation: rules.yourAddress } : { ranges })
        }
      />
    </>
  );
}
