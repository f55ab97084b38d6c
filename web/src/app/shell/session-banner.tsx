import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from '../../api/session.ts';
import { endingIn, lengthOf } from './session-end.ts';

/** Says in good time that signing in again will be needed. */
export function SessionBanner() {
  const { data: session } = useQuery(sessionQuery);
  const now = useMinute();
  const left = session ? endingIn(session, now) : undefined;
  if (left === undefined) return null;
  return (
    <p role="status" className="bg-warn-soft px-4 py-2 text-center text-warn">
      Your session ends in {lengthOf(left)}. What you type is kept as a draft; you will be asked to sign in
      again.
    </p>
  );
}

function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
