import { Link } from '@tanstack/react-router';
import Plus from 'lucide-react/icons/plus';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { inSentence } from './workspace-words.ts';

/** The way to write a case down, for those who may. */
export function NewCaseLink() {
  const { workspace } = usePlace();
  if (!useMay('case.create')) return null;
  return (
    <Link
      to="/w/$workspaceId/cases/new"
      params={{ workspaceId: workspace.id }}
      className={buttonClass('primary')}
    >
      <Plus aria-hidden className="size-4" />
      New {inSentence(workspace.labels.case)}
    </Link>
  );
}
