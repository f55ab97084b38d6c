import Copy from 'lucide-react/icons/copy';
import { IconButton } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';

/** A value that is carried elsewhere: named, whole, with a button that copies it. */
export function CopyValue({ label, value }: { label: string; value: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    toast(`Copied: ${label}`);
  };
  return (
    <div className="flex items-center gap-2 py-1.5">
      <dl className="min-w-0 grow">
        <dt className="text-ink-faint text-sm">{label}</dt>
        <dd className="break-all font-mono text-sm">{value}</dd>
      </dl>
      <IconButton
        label={`Copy ${label}`}
        icon={<Copy aria-hidden className="size-4" />}
        onClick={() => void copy()}
      />
    </div>
  );
}
