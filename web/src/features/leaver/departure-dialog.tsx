import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepartureReceipt } from '#contracts/leaver.ts';
import type { Member } from '#contracts/members.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { type DepartureChoice, DepartureForm } from './departure-form.tsx';
import { departurePath, previewQuery } from './leaver.queries.ts';
import { ReceiptView } from './receipt-view.tsx';

/** Lets a member depart: what ends and who takes over is seen first, and afterwards that nothing opens any more. */
export function DepartureDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const preview = useQuery(previewQuery(workspace.id, member.userId));
  const [receipt, setReceipt] = useState<DepartureReceipt>();
  const depart = useMutation({
    mutationFn: (body: DepartureChoice) =>
      call<DepartureReceipt>('POST', departurePath(workspace.id, member.userId), { body }),
    onSuccess: setReceipt,
  });
  const close = () => {
    // Only now: the row that holds this dialog goes with the list.
    if (receipt) void client.invalidateQueries({ queryKey: ['w', workspace.id] });
    onClose();
  };
  return (
    <Dialog
      open
      sticky
      onClose={close}
      title={receipt ? `${member.name} is out` : `${member.name} leaves`}
      lead={receipt ? undefined : 'One action ends every way in, hands over what they own, and tries it.'}
    >
      {receipt ? (
        <ReceiptView receipt={receipt} onDone={close} />
      ) : preview.isPending ? (
        <SkeletonRows rows={4} what="what would end" />
      ) : preview.isError ? (
        <ErrorState message={sentenceOf(preview.error)} onRetry={() => void preview.refetch()} />
      ) : (
        <DepartureForm
          member={member}
          preview={preview.data}
          busy={depart.isPending}
          error={depart.error}
          onDepart={(choice) => depart.mutate(choice)}
          onClose={close}
        />
      )}
    </Dialog>
  );
}
