import type { AddressRulesPreview } from '#contracts/address-rules.ts';
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
  if (preview === null) return null;
  const { you } = preview;
  return (
    <ConfirmDialog
      open
      busy={busy}
      onClose={onClose}
      onConfirm={onConfirm}
      title={you ? 'This shuts you out' : 'This cuts somebody off'}
      action={you ? 'Shut me out' : 'Save all the same'}
      {...(you && { typed: address })}
    >
      <div className="space-y-3">
        {you ? (
          <p>
            Your own address, <span className="font-mono">{address}</span>, is not among these networks: your
            next request is refused. Only somebody inside them, or the operator, can change it back.
          </p>
        ) : null}
        {preview.members.length + preview.tokens.length > 0 ? (
          <CutOff preview={{ ...preview, you: false }} />
        ) : null}
      </div>
    </ConfirmDialog>
  );
}
