import { useQuery } from '@tanstack/react-query';
import { Notice } from '../../ui/state.tsx';
import { setUpQuery } from './recovery-kit.queries.ts';

/** For who administers: the last step of the set-up is not done. */
export function RecoveryKitNotice() {
  const { data } = useQuery(setUpQuery);
  if (data?.recoveryKit !== 'none' && data?.recoveryKit !== 'unconfirmed') return null;
  return (
    <div className="mb-5">
      <Notice tone="warn">
        <span className="font-medium">The set-up is not done:</span>{' '}
        {data.recoveryKit === 'none'
          ? 'there is no recovery kit, so nothing is backed up.'
          : 'nobody has confirmed that the recovery kit is on paper.'}{' '}
        Whoever runs this server gets the link to it with <code>npx caseward setup-link</code>.
      </Notice>
    </div>
  );
}
