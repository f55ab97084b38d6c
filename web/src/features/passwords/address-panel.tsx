import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/page.tsx';
import { SettingRow } from '../../ui/setting-row.tsx';
import { NameDialog } from '../identity/index.ts';
import { EmailDialog } from './email-dialog.tsx';

/** Who the person signed in is to the others, and where their mail goes. */
export function AddressPanel() {
  const { data: session } = useQuery(sessionQuery);
  const [open, setOpen] = useState<'name' | 'email'>();
  const close = () => setOpen(undefined);
  if (!session) return null;
  const { name, email } = session.user;
  return (
    <Panel title="You">
      <ul className="divide-y divide-line">
        <SettingRow title="Name" text={name}>
          <Button onClick={() => setOpen('name')}>Change the name</Button>
        </SettingRow>
        <SettingRow title="E-mail address" text={email}>
          <Button onClick={() => setOpen('email')}>Change the address</Button>
        </SettingRow>
      </ul>
      {open === 'name' ? <NameDialog name={name} onClose={close} /> : null}
      {open === 'email' ? <EmailDialog onClose={close} /> : null}
    </Panel>
  );
}
