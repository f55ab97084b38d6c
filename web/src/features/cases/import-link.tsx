import { Link } from '@tanstack/react-router';
import FileUp from 'lucide-react/icons/file-up';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';

/** The way to bring many in at once, for those who may. */
export function ImportLink() {
  const { workspace } = usePlace();
  if (!useMay('case.import')) return null;
  return (
    <Link to="/w/$workspaceId/import" params={{ workspaceId: workspace.id }} className={buttonClass()}>
      <FileUp aria-hidden className="size-4" />
      Import
    </Link>
  );
}
