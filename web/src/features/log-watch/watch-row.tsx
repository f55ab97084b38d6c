import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toastError } from '../../ui/toast.tsx';
import { useLogWatch } from './log-watch.queries.ts';

interface WatchRowProps {
  readonly item: { readonly name: string; readonly active: boolean; readonly version: number };
  /** Where it is changed and removed. */
  readonly at: string;
  readonly badge: ReactNode;
  /** What switches it over now, as the button says and as it is read out before the name. */
  readonly toggle: { readonly text: string; readonly label: string };
  readonly removal: { readonly title: string; readonly lost: string };
  readonly children: ReactNode;
}

/** An alert or a stream, which is switched off and on, or removed. */
export function WatchRow({ item, at, badge, toggle, removal, children }: WatchRowProps) {
  const { refresh } = useLogWatch();
  const [asking, setAsking] = useState(false);
  const told = { onError: (error: Error) => toastError(sentenceOf(error)), onSettled: refresh };
  const change = useMutation({
    mutationFn: () => call('PATCH', at, { body: { active: !item.active }, ifMatch: ifMatchOf(item) }),
    ...told,
  });
  const remove = useMutation({ mutationFn: () => call('DELETE', at), ...told });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="break-words">{item.name}</span>
          {badge}
        </p>
        {children}
      </div>
      <div className="flex gap-2">
        <Button
          busy={change.isPending}
          onClick={() => change.mutate()}
          aria-label={`${toggle.label} ${item.name}`}
        >
          {toggle.text}
        </Button>
        <Button className="text-bad" onClick={() => setAsking(true)} aria-label={`Remove ${item.name}`}>
          Remove
        </Button>
      </div>
      {asking ? (
        <ConfirmDialog
          open
          busy={remove.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate()}
          title={removal.title}
          action="Remove"
        >
          {removal.lost}
        </ConfirmDialog>
      ) : null}
    </li>
  );
}
