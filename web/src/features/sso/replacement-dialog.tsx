import type { SsoReplacement } from '#contracts/sso.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { replacementWords } from './replacement.ts';

type ReplacementDialogProps = {
  name: string;
  replacement: SsoReplacement;
  busy: boolean;
  onClose: () => void;
  onConfirm: () => void;
};

/** Says what changes for those who come in by a connection that is on, before its provider is replaced. */
export function ReplacementDialog({ name, replacement, ...rest }: ReplacementDialogProps) {
  return (
    <ConfirmDialog open title={`Replace the provider of ${name}?`} action="Replace it" typed={name} {...rest}>
      <p>This connection is on. Its people are sent to, and believed from, what these metadata name:</p>
      <ul className="mt-2 space-y-1 text-ink">
        {replacementWords(replacement).map((line) => (
          <li key={line} className="break-all text-sm">
            {line}
          </li>
        ))}
      </ul>
      <p className="mt-2">Where that is not right, nobody comes in by it.</p>
    </ConfirmDialog>
  );
}
