import { Link } from '@tanstack/react-router';
import Plus from 'lucide-react/icons/plus';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { inSentence } from './workspace-words.ts';

/** The way to write a case down, for those who may. `besides`: only where the side bar, which has it too, is not. */
export function NewCaseLink({ besides = false }: { besides?: boolean }) {
  const { workspace } = usePlace();
  if (!useMay('case.create')) return null;
  return (
    <Link
      to="/w/$workspaceId/cases/new"
      params={{ workspaceId: workspace.id }}
      className={cx(buttonClass('primary'), besides && 'md:hidden')}
    >
      <Plus aria-hidden className="size-4" />
      New {inSentence(workspace.labels.case)}
    </Link>
  );
}
