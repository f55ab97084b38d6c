import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { FactorAnswer } from '#contracts/factors.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { askForFactorBy } from '../../api/step-up.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FactorForm } from './factor-form.tsx';

/** The one dialog that asks for a factor wherever the server wants one anew; what was begun then goes on. */
export function StepUpDialog() {
  const [open, setOpen] = useState(false);
  const waiting = useRef<((given: boolean) => void)[]>([]);
  const { data: session } = useQuery({ ...sessionQuery, enabled: open });
  const settle = (given: boolean) => {
    setOpen(false);
    for (const tell of waiting.current.splice(0)) tell(given);
  };
  useEffect(() => {
    askForFactorBy(
      () =>
        new Promise((tell) => {
          waiting.current.push(tell);
          setOpen(true);
        }),
    );
    return () => askForFactorBy(undefined);
  }, []);
  const give = async (body: FactorAnswer) => {
    await call('POST', '/session/factor', { body });
    settle(true);
  };
  return (
    <Dialog
      open={open && !!session}
      onClose={() => settle(false)}
      title="Confirm that it is you"
      lead="What comes next needs a factor given within the last ten minutes."
      sticky
    >
      <div className="pb-4">
        <FactorForm factors={session?.secondFactors ?? []} onAnswer={give} action="Confirm" />
      </div>
    </Dialog>
  );
}
