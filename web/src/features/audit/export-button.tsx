import { useMutation } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import type { AuditExport, AuditFilter } from '#contracts/audit.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { download } from '../../api/download.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { toastError } from '../../ui/toast.tsx';

const FORMATS: { format: AuditExport['format']; name: string }[] = [
  { format: 'csv', name: 'As a table (CSV)' },
  { format: 'ndjson', name: 'For other tools (NDJSON)' },
  { format: 'jsonl', name: 'The whole log (JSON lines)' },
];

export function ExportButton({ filter }: { filter: AuditFilter }) {
  const { workspace } = usePlace();
  const save = useMutation({
    mutationFn: (format: AuditExport['format']) =>
      download(`/workspaces/${workspace.id}/audit/exports`, { format, filter }, `audit.${format}`),
    onError: (error) => toastError(sentenceOf(error)),
  });
  return (
    <Menu
      side="end"
      triggerClass={buttonClass('plain')}
      trigger={
        <>
          {save.isPending ? <Spinner /> : <Download aria-hidden className="size-4" />}
          {save.isPending ? 'Exporting…' : 'Export'}
        </>
      }
    >
      {FORMATS.map(({ format, name }) => (
        <MenuItem key={format} onSelect={() => save.mutate(format)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
