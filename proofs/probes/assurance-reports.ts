import { setTimeout as sleep } from 'node:timers/promises';
import { Credits, FollowedReport, TakenReport } from '#contracts/vulnerability-reports.ts';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { expectStatus } from '../steps/expect.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;
/** One business day, over a weekend; and the minutes by which two clocks may differ. */
const LONGEST_MS = 3 * DAY_MS + 5 * 60_000;

/** Letters wait in a queue. */
const LOOKS = 20;
const BETWEEN_LOOKS_MS = 500;

/** Where to report is said where everybody looks (RFC 9116), and the text has not run out. */
export async function securityTxtIsGood({ call, now }: ProbeContext): Promise<void> {
  const reply = await call({ path: '/.well-known/security.txt' });
  expectStatus(reply, [200], 'There is no security.txt');
  prove(/^text\/plain\b/.test(reply.headers.get('content-type') ?? ''), 'security.txt is no plain text.');
  const fields = reply.text.split('\n').map((line) => line.split(': ', 2));
  const of = (name: string) => fields.filter(([field]) => field === name).map(([, value = '']) => value);
  prove(of('Contact').length > 0, 'security.txt names nobody to report to.');
  prove(
    of('Contact').every((contact) => /^(?:mailto:|https?:)/.test(contact)),
    'A contact in security.txt is no address.',
  );
  const [expires = '', ...more] = of('Expires');
  prove(more.length === 0, 'security.txt ends twice.');
  const left = Date.parse(expires) - now();
  prove(left > 0 && left < YEAR_MS, 'security.txt has run out, or never does.');
}

/** A report is taken, its deadline said, its state told to its reporter alone. */
export async function reportsAreTaken(context: ProbeContext): Promise<void> {
  const { call, now, a } = context;
  const { email } = a.people.owner;
  const sent = await call({ method: 'POST', path: '/api/v1/vulnerability-reports', body: report(email) });
  expectStatus(sent, [201], 'A report of a vulnerability is not taken');
  const taken = TakenReport.safeParse(sent.json);
  prove(taken.success, 'A reporter is not told how to follow the report.');
  const { token, acknowledgeBy } = taken.data;
  prove(
    Date.parse(acknowledgeBy) - now() <= LONGEST_MS,
    'A report need not be acknowledged within one business day.',
  );
  const followed = FollowedReport.safeParse((await follow(call, token)).json);
  prove(followed.success, 'A reporter cannot follow the report.');
  // The same moment, however many of its digits are written.
  const kept = Date.parse(followed.data.acknowledgeBy) === Date.parse(acknowledgeBy);
  prove(kept, 'A report was promised another deadline than it has.');
  const stranger = await follow(call, `${token.slice(1)}${token[0] === 'A' ? 'B' : 'A'}`);
  expectStatus(stranger, [404], 'Someone else follows a report');
  prove(await hasLetter(context, email), 'A reporter gets no letter.');
}

async function hasLetter({ mails }: ProbeContext, email: string): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    const letters = await mails();
    if (letters.some(({ to, subject }) => to === email && /report/i.test(subject))) return true;
    await sleep(BETWEEN_LOOKS_MS);
  }
  return false;
}

/** Those who are credited are named on a public page. */
export async function creditsArePublic({ call }: ProbeContext): Promise<void> {
  const reply = await call({ path: '/api/v1/vulnerability-reports/credits' });
  expectStatus(reply, [200], 'Nobody can see who is credited');
  prove(Credits.safeParse(reply.json).success, 'The list of those who are credited tells more than names.');
}

const follow = (call: ProbeContext['call'], token: string) =>
  call({ method: 'POST', path: '/api/v1/vulnerability-reports/lookup', body: { token } });

function report(email: string) {
  return {
    title: 'A try of a proof run',
    details: 'Nothing is wrong: a proof run tries whether reports are taken. It goes by itself.',
    severity: 'low',
    email,
    credit: null,
    website: '',
  };
}
