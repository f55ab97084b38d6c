import MenuIcon from 'lucide-react/icons/menu';
import { useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NavList } from './nav-list.tsx';
import { PersonMenu } from './person-menu.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';

/** The navigation on a narrow screen. In a `closed` workspace only what leads out of it is left. */
export function TopBar({ closed }: { closed: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-20 flex items-center gap-2 border-line border-b bg-sunken px-3 py-2 md:hidden">
      {closed ? null : (
        <IconButton
          label="Open the navigation"
          icon={<MenuIcon aria-hidden className="size-5" />}
          onClick={() => setOpen(true)}
        />
      )}
      <div className="min-w-0 grow">
        <WorkspaceMenu />
      </div>
      <PersonMenu compact />
      <Dialog open={open && !closed} onClose={() => setOpen(false)} title="Go to">
        <nav aria-label="Workspace" className="pb-4">
          <NavList onGo={() => setOpen(false)} />
        </nav>
      </Dialog>
    </header>
  );
}
