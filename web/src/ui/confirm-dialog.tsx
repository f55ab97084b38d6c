import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

type ConfirmDialogProps = {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What is lost, in a sentence or two. */
  children: ReactNode;
  action: string;
  /** What the other button says. */
  keep?: string;
  /** The name that must be typed before the action can be taken. */
  typed?: string;
  busy?: boolean;
};

/** Asks before something is lost: says what, and for the worst of it wants its name typed. */
export function ConfirmDialog({
  open,
  onClose,
  onConfirm,
  title,
  children,
  action,
  keep = 'Keep it',
  typed,
  busy = false,
}: ConfirmDialogProps) {
  const [text, setText] = useState('');
  const ready = typed === undefined || text.trim() === typed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onConfirm();
  };
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <form onSubmit={submit} className="space-y-4 pb-3">
        <div className="text-ink-soft">{children}</div>
        {typed === undefined ? null : (
          <Field label={<span>Type “{typed}” to go on</span>}>
            {(control) => (
              <Input {...control} value={text} onChange={(event) => setText(event.target.value)} />
            )}
          </Field>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{keep}</Button>
          <Button type="submit" look="danger" busy={busy} disabled={!ready}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
