import { useMutation } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { sentenceOf } from '../api/api-error.ts';
import { downloadSigned } from '../api/download.ts';
import { Button } from '../ui/button.tsx';
import { toastError } from '../ui/toast.tsx';

type SignedDownloadProps = { path: string; file: string; name: string; label?: string };

/** A record that is verified without this server; the seconds until it is signed are waited for. */
export function SignedDownload({ path, file, name, label }: SignedDownloadProps) {
  const get = useMutation({
    mutationFn: () => downloadSigned(path, file),
    onError: (error) => toastError(sentenceOf(error)),
  });
  return (
    <Button
      size="sm"
      aria-label={label}
      busy={get.isPending}
      icon={<Download aria-hidden className="size-4" />}
      onClick={() => get.mutate()}
    >
      {name}
    </Button>
  );
}
