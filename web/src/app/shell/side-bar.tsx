import { Link } from '@tanstack/react-router';
import Plus from 'lucide-react/icons/plus';
import { buttonClass } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useMay, usePlace } from '../workspace-context.ts';
import { NavList } from './nav-list.tsx';
import { PersonMenu } from './person-menu.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';

/** The navigation. In a `closed` workspace only what leads out of it is left. */
export function SideBar({ closed }: { closed: boolean }) {
  return (
    <header className="sticky top-0 hidden h-dvh flex-col gap-3 overflow-y-auto border-line border-r bg-sunken p-3 md:flex">
      <WorkspaceMenu />
      {closed ? null : (
        <>
          <NewCaseLink />
          <nav aria-label="Workspace">
            <NavList />
          </nav>
        </>
      )}
      <div className="grow" />
      <PersonMenu />
    </header>
  );
}

function NewCaseLink() {
  const { workspace } = usePlace();
  if (!useMay('case.create')) return null;
  return (
    <Link
      to="/w/$workspaceId/cases/new"
      params={{ workspaceId: workspace.id }}
      className={`${buttonClass('plain')} !justify-start`}
    >
      <Plus aria-hidden className="size-4" />
      <span className="grow truncate text-left">New {workspace.labels.case.toLocaleLowerCase()}</span>
      <Kbd keys="C" />
    </Link>
  );
}
