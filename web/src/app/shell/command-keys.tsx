import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useShortcuts } from '../shortcuts.ts';
import { useMay, usePlace } from '../workspace-context.ts';
import { navItems } from './nav-items.tsx';

const Palette = lazy(async () => ({ default: (await import('../palette/palette.tsx')).Palette }));
const KeyHelp = lazy(async () => ({ default: (await import('../palette/key-help.tsx')).KeyHelp }));

/** The keys that work on every page of a workspace. */
export function CommandKeys() {
  const { workspace } = usePlace();
  const navigate = useNavigate();
  const mayCreate = useMay('case.create');
  const [shown, setShown] = useState<'palette' | 'help' | undefined>();
  const params = { workspaceId: workspace.id };
  const pages = navItems(workspace).map(({ to, keys }) => [keys, () => void navigate({ to, params })]);
  useShortcuts({
    ...Object.fromEntries(pages),
    ...(mayCreate ? { c: () => void navigate({ to: '/w/$workspaceId/cases/new', params }) } : {}),
    '?': () => setShown('help'),
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setShown((now) => (now === 'palette' ? undefined : 'palette'));
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  const close = () => setShown(undefined);
  return (
    <Suspense>
      {shown === 'palette' ? <Palette onClose={close} onHelp={() => setShown('help')} /> : null}
      {shown === 'help' ? <KeyHelp onClose={close} /> : null}
    </Suspense>
  );
}
