import { useNavigate } from '@tanstack/react-router';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import Plus from 'lucide-react/icons/plus';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { Mark } from '../brand.tsx';
import { usePlace } from '../workspace-context.ts';

export function WorkspaceMenu() {
  const { session, workspace } = usePlace();
  const navigate = useNavigate();
  return (
    <Menu
      trigger={
        <>
          <Mark className="size-5" />
          <span className="grow truncate text-left font-semibold">{workspace.name}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        </>
      }
      triggerClass="flex h-9 w-full min-w-0 items-center gap-2.5 rounded-md px-2 hover:bg-hover"
    >
      <MenuHeading>Workspaces</MenuHeading>
      {session.workspaces.map(({ id, name }) => (
        <MenuItem
          key={id}
          checked={id === workspace.id}
          onSelect={() => navigate({ to: '/w/$workspaceId', params: { workspaceId: id } })}
        >
          {name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<Plus aria-hidden />} onSelect={() => navigate({ to: '/account/new-workspace' })}>
        New workspace
      </MenuItem>
    </Menu>
  );
}
