import { useNavigate } from '@tanstack/react-router';
import FileUser from 'lucide-react/icons/file-user';
import LogOut from 'lucide-react/icons/log-out';
import MonitorSmartphone from 'lucide-react/icons/monitor-smartphone';
import ShieldCheck from 'lucide-react/icons/shield-check';
import { Avatar } from '../../ui/avatar.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { signOut } from '../sign-out.ts';
import { THEMES } from '../theme.ts';
import { chooseTheme, useTheme } from '../theme-choice.ts';
import { usePlace } from '../workspace-context.ts';

const THEME_NAMES = { system: 'As the system', light: 'Light', dark: 'Dark' };

export function PersonMenu({ compact = false }: { compact?: boolean }) {
  const { user } = usePlace().session;
  const navigate = useNavigate();
  const theme = useTheme();
  return (
    <Menu
      side={compact ? 'end' : 'start'}
      trigger={
        <>
          <Avatar name={user.name} />
          <span className="sr-only">Account of </span>
          <span className={compact ? 'sr-only' : 'grow truncate text-left'}>{user.name}</span>
        </>
      }
      triggerClass="flex h-10 items-center gap-2.5 rounded-md px-1.5 hover:bg-hover"
    >
      <MenuHeading>{user.email}</MenuHeading>
      <MenuItem icon={<ShieldCheck aria-hidden />} onSelect={() => navigate({ to: '/account/security' })}>
        Security settings
      </MenuItem>
      <MenuItem
        icon={<MonitorSmartphone aria-hidden />}
        onSelect={() => navigate({ to: '/account/sessions' })}
      >
        Sessions
      </MenuItem>
      <MenuItem icon={<FileUser aria-hidden />} onSelect={() => navigate({ to: '/account/data' })}>
        Your data
      </MenuItem>
      <MenuLine />
      <MenuHeading>Theme</MenuHeading>
      {THEMES.map((one) => (
        <MenuItem key={one} checked={one === theme} onSelect={() => chooseTheme(one)}>
          {THEME_NAMES[one]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut('all')}>
        Sign out everywhere
      </MenuItem>
      <MenuItem onSelect={() => void signOut('current')}>Sign out only on this device</MenuItem>
    </Menu>
  );
}
