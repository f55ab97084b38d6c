import { useNavigate } from '@tanstack/react-router';
import FileUp from 'lucide-react/icons/file-up';
import Keyboard from 'lucide-react/icons/keyboard';
import LogOut from 'lucide-react/icons/log-out';
import MonitorSmartphone from 'lucide-react/icons/monitor-smartphone';
import Moon from 'lucide-react/icons/moon';
import Plus from 'lucide-react/icons/plus';
import Sun from 'lucide-react/icons/sun';
import SunMoon from 'lucide-react/icons/sun-moon';
import type { ReactNode } from 'react';
import { navItems } from '../shell/nav-items.tsx';
import { signOut } from '../sign-out.ts';
import { chooseTheme } from '../theme-choice.ts';
import { usePlace } from '../workspace-context.ts';

export type PaletteItem = { label: string; icon: ReactNode; keys?: string; run: () => void };

/** What the palette offers here. */
export function usePaletteItems(onHelp: () => void): PaletteItem[] {
  const { session, workspace } = usePlace();
  const navigate = useNavigate();
  const params = { workspaceId: workspace.id };
  const create: PaletteItem = {
    label: `New ${workspace.labels.case.toLocaleLowerCase()}`,
    icon: <Plus />,
    keys: 'c',
    run: () => void navigate({ to: '/w/$workspaceId/cases/new', params }),
  };
  const bringIn: PaletteItem = {
    label: `Import ${workspace.labels.cases.toLocaleLowerCase()}`,
    icon: <FileUp />,
    run: () => void navigate({ to: '/w/$workspaceId/import', params }),
  };
  return [
    ...(workspace.actions.includes('case.create') ? [create] : []),
    ...(workspace.actions.includes('case.import') ? [bringIn] : []),
    ...navItems(workspace).map(({ to, label, keys, icon }) => ({
      label: `Go to ${label.toLocaleLowerCase()}`,
      icon,
      keys,
      run: () => void navigate({ to, params }),
    })),
    ...session.workspaces
      .filter(({ id }) => id !== workspace.id)
      .map(({ name, id }) => ({
        label: `Switch to ${name}`,
        icon: <span />,
        run: () => void navigate({ to: '/w/$workspaceId', params: { workspaceId: id } }),
      })),
    {
      label: 'Sessions',
      icon: <MonitorSmartphone />,
      run: () => void navigate({ to: '/account/sessions' }),
    },
    { label: 'Light theme', icon: <Sun />, run: () => chooseTheme('light') },
    { label: 'Dark theme', icon: <Moon />, run: () => chooseTheme('dark') },
    { label: 'Theme as the system', icon: <SunMoon />, run: () => chooseTheme('system') },
    { label: 'Keyboard shortcuts', icon: <Keyboard />, keys: '?', run: onHelp },
    { label: 'Sign out everywhere', icon: <LogOut />, run: () => void signOut('all') },
  ];
}
