import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AddressRules, AddressRulesPreview, AddressRulesWrite } from '#contracts/address-rules.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace, workspaceQuery } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState, Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { CutOff } from './cut-off.tsx';

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
  const [text, setText] = useState(rules.ranges?.join('\n') ?? '');
  const [asking, setAsking] = useState(false);
  const typed = text.split(/[\s,]+/).filter((part) => part !== '');
  const ranges = typed.length > 0 ? typed : null;
  const preview = useMutation({
    mutationFn: () => call<AddressRulesPreview>('POST', `${path}/query`, { body: { ranges } }),
  });
  const save = useMutation({
    mutationFn: (body: AddressRulesWrite) =>
      call<AddressRules>('PUT', path, { body, ifMatch: ifMatchOf(rules) }),
    onSuccess: (saved) => {
      client.setQueryData(['w', workspace.id, 'address-rules'], saved);
      toast('Saved');
      return client.invalidateQueries({ queryKey: workspaceQuery(workspace.id).queryKey });
    },
    onSettled: () => setAsking(false),
  });
  const failed = preview.error ?? save.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate(undefined, { onSuccess: ({ you }) => (you ? setAsking(true) : save.mutate({ ranges })) });
  };
  return (
    <form className="max-w-xl space-y-4" onSubmit={submit}>
      {failed ? (
        <Notice tone="bad">{Object.values(fieldErrors(failed))[0] ?? sentenceOf(failed)}</Notice>
      ) : null}
      <Field
        label="Networks this workspace may be entered from"
        hint={`One a line: 203.0.113.0/24, 2001:db8::/32. Empty: from anywhere. You are at ${rules.yourAddress}.`}
      >
        {(control) => (
          <Textarea {...control} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      {preview.data ? <CutOff preview={preview.data} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => preview.mutate()} busy={preview.isPending}>
          Who would be cut off?
        </Button>
        <Button type="submit" look="primary" busy={save.isPending}>
          Save
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        busy={save.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => save.mutate({ ranges, confirmation: rules.yourAddress })}
        title="This shuts you out"
        action="Shut me out"
        typed={rules.yourAddress}
      >
        Your own address is not among these networks: your next request is refused. Only somebody inside them,
        or the operator, can change it back.
      </ConfirmDialog>
    </form>
  );
}
