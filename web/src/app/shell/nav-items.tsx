import BookUser from 'lucide-react/icons/book-user';
import FolderOpen from 'lucide-react/icons/folder-open';
import House from 'lucide-react/icons/house';
import ScrollText from 'lucide-react/icons/scroll-text';
import Search from 'lucide-react/icons/search';
import Settings from 'lucide-react/icons/settings';
import Users from 'lucide-react/icons/users';
import type { ReactNode } from 'react';
import type { SessionWorkspace } from '#contracts/identity.ts';

export type NavItem = {
  to:
    | '/w/$workspaceId'
    | '/w/$workspaceId/cases'
    | '/w/$workspaceId/contacts'
    | '/w/$workspaceId/search'
    | '/w/$workspaceId/members'
    | '/w/$workspaceId/audit'
    | '/w/$workspaceId/settings';
  label: string;
  keys: string;
  icon: ReactNode;
};

/** The pages of a workspace that this member has a use for. */
export function navItems({ labels, actions }: Pick<SessionWorkspace, 'labels' | 'actions'>): NavItem[] {
  const items: (NavItem | false)[] = [
    { to: '/w/$workspaceId', label: 'Home', keys: 'g h', icon: <House /> },
    { to: '/w/$workspaceId/cases', label: labels.cases, keys: 'g c', icon: <FolderOpen /> },
    { to: '/w/$workspaceId/contacts', label: 'Contacts', keys: 'g p', icon: <BookUser /> },
    { to: '/w/$workspaceId/search', label: 'Search', keys: '/', icon: <Search /> },
    { to: '/w/$workspaceId/members', label: 'Members', keys: 'g m', icon: <Users /> },
    actions.includes('audit.read') && {
      to: '/w/$workspaceId/audit',
      label: 'Audit log',
      keys: 'g a',
      icon: <ScrollText />,
    },
    { to: '/w/$workspaceId/settings', label: 'Settings', keys: 'g s', icon: <Settings /> },
  ];
  return items.filter((item) => item !== false);
}
