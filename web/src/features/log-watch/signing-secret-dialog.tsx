import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';

export function SigningSecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    toast('Copied');
  };
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="Secret of the webhook"
      lead="By this the receiver tells that a message is from here."
      footer={
        <>
          <Button onClick={() => void copy()}>Copy</Button>
          <Button look="primary" onClick={onClose}>
            I have kept it
          </Button>
        </>
      }
    >
      <Notice tone="warn">It is shown this once.</Notice>
      <code className="mt-3 block break-all rounded-md bg-sunken p-3 font-mono text-sm">{secret}</code>
    </Dialog>
  );
}
