import type { AddressRulesPreview } from '#contracts/address-rules.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CutOff } from './cut-off.tsx';

type Props = {
  /** Null: nothing is asked. */
  preview: AddressRulesPreview | null;
  address: string;
  busy: boolean;
  onClose: () => void;
  onConfirm: () => void;
};

/** Names who would be cut off before it is done; whoever shuts themselves out types their own address. */
export function CutOffDialog({ preview, address, busy, onClose, onConfirm }: Props) {
  const { session } = usePlace();
  if (preview === null) return null;
  const { you, tokens } = preview;
  // Oneself is told apart, and first.
  const members = preview.members.filter(({ person }) => !you || person.id !== session.user.id);
  return (
    <ConfirmDialog
      open
      busy={busy}
      onClose={onClose}
      onConfirm={onConfirm}
      title={you ? 'This shuts you out' : 'This cuts somebody off'}
      action={you ? 'Shut me out' : 'Save all the same'}
      keep="Not now"
      {...(you && { typed: address })}
    >
      <div className="space-y-3">
        {you ? (
          <p>
            Your own address, <span className="font-mono">{address}</span>, is not among these networks: your
            next request is refused. Only somebody inside them, or the operator, can change it back.
          </p>
        ) : null}
        {members.length + tokens.length > 0 ? <CutOff preview={{ ...preview, members, you: false }} /> : null}
      </div>
    </ConfirmDialog>
  );
}
