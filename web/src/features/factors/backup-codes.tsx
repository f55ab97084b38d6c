import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { grouped } from '../identity/code-format.ts';

/** Ten codes, shown this once: to be copied, or written down. */
export function BackupCodeList({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(codes.map(grouped).join('\n'));
    toast('Copied. Keep them where you keep secrets.');
  };
  return (
    <div className="space-y-4 pb-4">
      <p>
        Each of these signs you in once when nothing else is at hand.{' '}
        <strong>They are not shown again.</strong>
      </p>
      <ol className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md bg-sunken p-4 font-mono">
        {codes.map((code) => (
          <li key={code}>{grouped(code)}</li>
        ))}
      </ol>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => void copy()}>Copy</Button>
        <Button look="primary" onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
