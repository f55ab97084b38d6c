import { Acceptance, Agreement } from '#contracts/agreement.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbeWorld } from '../probe-context.ts';
import { workspacePath } from '../steps/cases.ts';
import { expectStatus, prepared } from '../steps/expect.ts';
import { uniqueWord } from '../steps/unique.ts';

/** Claim FTS-25: whoever administers reads it, accepts it by name, function, date and version, and keeps it as PDF. */
export async function theAgreementIsThere(context: ProbeContext): Promise<void> {
  const { a, call } = context;
  const path = workspacePath(a, '/agreement');
  const { text } = await agreementOf(context, a);
  prove(text.sections.length > 5, 'The agreement has hardly a section.');
  const person = { organisation: uniqueWord(), name: uniqueWord(), role: 'Director' };
  const body = { digest: text.digest, ...person };
  const refused = await call({ method: 'POST', path: `${path}/acceptances`, as: a.people.member, body });
  expectStatus(refused, [403], 'A Member accepts the agreement');
  const made = await call({ method: 'POST', path: `${path}/acceptances`, as: a.people.owner, body });
  expectStatus(made, [201], 'The agreement cannot be accepted');
  const { id } = prepared(made, Acceptance, 'accepting');
  const after = await agreementOf(context, a);
  const kept = after.acceptances.find((one) => one.id === id);
  prove(kept !== undefined, 'Nobody remembers that the agreement was accepted.');
  prove(
    kept.name === person.name && kept.organisation === person.organisation,
    'Who accepted it is not told.',
  );
  prove(kept.version === text.version && !after.due, 'Which version was accepted is not told.');
  prove(Math.abs(context.now() - Date.parse(kept.at)) < 5 * 60_000, 'When it was accepted is not told.');
  for (const file of [`${path}/agreement.pdf`, `${path}/acceptances/${id}/agreement.pdf`]) {
    const pdf = await call({ path: file, as: a.people.admin });
    expectStatus(pdf, [200], 'The agreement cannot be had as a PDF');
    prove(pdf.text.startsWith('%PDF-'), 'The PDF of the agreement is none.');
  }
}

/** Whoever read another text than the one that stands has not accepted it. */
export async function onlyTheTextThatStands(context: ProbeContext): Promise<void> {
  const { b, call } = context;
  const { text } = await agreementOf(context, b);
  const digest = text.digest.replace(/^./, (first) => (first === '0' ? '1' : '0'));
  const body = { digest, organisation: 'Probe', name: 'Probe', role: 'Probe' };
  const path = workspacePath(b, '/agreement/acceptances');
  const reply = await call({ method: 'POST', path, as: b.people.owner, body });
  expectStatus(reply, [409], 'A text is accepted that is not the one that stands');
}

async function agreementOf({ call }: ProbeContext, world: ProbeWorld): Promise<Agreement> {
  const reply = await call({ path: workspacePath(world, '/agreement'), as: world.people.owner });
  expectStatus(reply, [200], 'There is no agreement to read');
  return prepared(reply, Agreement, 'reading the agreement');
}
