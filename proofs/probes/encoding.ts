import { EvidencePage } from '#contracts/evidence.ts';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { casePath, caseType, readCase, workspacePath, writeCase } from '../steps/cases.ts';
import { open, settled, upload } from '../steps/evidence.ts';
import { prepared } from '../steps/expect.ts';
import { uniqueWord } from '../steps/unique.ts';

const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(1)</script>'&{{7*7}}=HYPERLINK("x")`;
const DIRECTIONS = ['\u202E', '\u202D', '\u2066', '\u2067', '\u2028'];
/** RFC 6266 and 8187: one quoted ASCII name, and perhaps the same one percent-encoded. */
const ONE_NAME =
  /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"(?:; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/;

/** Claim FC-40: hostile text comes back as the text it is, as data, and stands in no page. */
export async function typedTextStaysText(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { owner } = a.people;
  const title = `${HOSTILE} ${uniqueWord()}`;
  const { id } = await writeCase(context, a, owner, { title, body: title });
  prove((await readCase(context, a, id)).title === title, 'A title comes back as another text.');
  const reply = await context.call({ path: casePath(a, id), as: owner });
  prove(/^application\/json\b/.test(reply.headers.get('content-type') ?? ''), 'Data are not sent as data.');
  prove(
    reply.headers.get('x-content-type-options') === 'nosniff',
    'A browser may take data for something else.',
  );
  const headers = { accept: 'text/html', 'sec-fetch-dest': 'document', origin: null };
  const page = await context.call({ path: `/w/${a.workspaceId}/cases/${id}`, as: owner, headers });
  prove(!page.text.includes('onerror'), 'What was typed stands in the page as it was typed.');
  for (const mark of DIRECTIONS) {
    const body = { type: await caseType(context, a), title: `tax${mark}fdp.exe`, body: '' };
    const refused = await context.call({ method: 'POST', path: workspacePath(a, '/cases'), as: owner, body });
    prove(refused.status === 422 || refused.status === 400, 'A title that turns its direction is taken.');
  }
}

/** Claim FC-40: whatever a file is called, its name stays within the header that carries it. */
export async function namesStayInTheirHeader(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { member } = a.people;
  const { id: caseId } = await writeCase(context, a, member);
  const word = uniqueWord();
  const name = `..\\${word}"; filename="run.exe"; x='<ü>%0d%0a.txt`;
  const file = { name, type: 'text/plain', bytes: new TextEncoder().encode(`Notes with ${word}.`) };
  const { id } = await upload(context, a, caseId, member, file);
  await settled(context, a, id, member);
  const sent = await open(context, a, id, member, 'content');
  const disposition = sent.headers.get('content-disposition') ?? '';
  prove(ONE_NAME.test(disposition), 'The name of a file leaves the value that holds it.');
  const list = casePath(a, caseId, '/evidence/query');
  const listed = await context.call({ method: 'POST', path: list, as: member, body: {} });
  const { items } = prepared(listed, EvidencePage, 'listing evidence');
  const kept = items.find((one) => one.id === id)?.name ?? '';
  prove(kept.includes(word) && !/[/\\:*?"<>|]/.test(kept), 'The name of a file is kept as a path.');
}
