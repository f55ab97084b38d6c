import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../../api/session.ts';
import { enrolmentWords } from './enrolment-words.ts';

/** Says on every page how long there is to set up a second factor. */
export function EnrolmentBanner() {
  const { data: session } = useQuery(sessionQuery);
  if (!session?.enrolBy) return null;
  return (
    <p role="status" className="bg-accent-soft px-4 py-2 text-center text-accent-ink">
      {enrolmentWords(session.enrolBy, Date.now()).sentence}{' '}
      <Link to="/account/security" className="font-medium underline">
        Set it up
      </Link>
    </p>
  );
}
