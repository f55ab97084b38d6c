import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import type { App } from '#server/app.ts';
import type { Scanner } from '#server/platform/scan/index.ts';
import { launchBrowser, until, type Visitor } from '#tests/support/browser.ts';
import { type MadeCase, makeCase } from '#tests/support/cases.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import { png } from '#tests/support/files/pictures.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

let world: TestWorld;
let browser: Browser;
let open: Visitor[] = [];

/** The offsets of the pieces that arrived, and what befalls a piece before it is taken. */
const pieces: number[] = [];
let onPiece: ((nth: number, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) | undefined;

function rewire({ http }: App): void {
  http.addHook('onRequest', async (request, reply) => {
    const offset = request.headers['upload-offset'];
    if (offset !== undefined) await onPiece?.(pieces.push(Number(offset)), request, reply);
  });
}

before(async () => {
  world = await startTestWorld({ rewire });
  browser = await launchBrowser();
});
afterEach(async () => {
  pieces.length = 0;
  onPiece = undefined;
  const faults = open.flatMap((visitor) => visitor.faults);
  await Promise.all(open.map(({ context }) => context.close()));
  open = [];
  assert.deepEqual(faults, []);
});
after(async () => {
  await browser.close();
  await world.close();
});

const newCase = () => makeCase(world.a.as('member'), world.a);

async function evidenceOf({ id }: MadeCase): Promise<Page> {
  const visitor = await openPage(world, browser, 'member', `/cases/${id}?side=evidence`);
  open.push(visitor);
  await visitor.page.waitForSelector('section[aria-label="Add files"]');
  return visitor.page;
}

interface Dropped {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

const given = (name: string, type: string, content: string | Buffer): Dropped => ({
  name,
  type,
  base64: Buffer.from(content).toString('base64'),
});

/** As a person lets go of files above the panel. */
async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of ${JSON.stringify(files)})
      transfer.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name, { type }));
    return transfer;
  })()`);
  await page.dispatchEvent('section[aria-label="Add files"]', 'drop', { dataTransfer });
}

const row = (page: Page, name: string) => page.locator('li', { hasText: name });
const progress = (page: Page, name: string) => page.getByRole('progressbar', { name: `Sending ${name}` });
/** It is there, whole and looked at. */
const kept = (page: Page, name: string) => page.locator('li[data-state=clean]', { hasText: name }).waitFor();
const menuOf = (page: Page, name: string) => page.getByRole('button', { name: `More about ${name}` });

/** A file of two pieces whose text nobody reads: a recording. */
function recording(): Buffer {
  const size = PIECE_BYTES + 70_000;
  const content = Buffer.alloc(size);
  for (let at = 44; at < size; at += 1) content[at] = (at * 31) % 251;
  content.write('RIFF', 0, 'latin1');
  content.writeUInt32LE(size - 8, 4);
  content.write('WAVEfmt ', 8, 'latin1');
  content.writeUInt32LE(16, 16);
  content.set([1, 0, 1, 0], 20);
  content.writeUInt32LE(8_000, 24);
  content.writeUInt32LE(8_000, 28);
  content.set([1, 0, 8, 0], 32);
  content.write('data', 36, 'latin1');
  content.writeUInt32LE(size - 44, 40);
  return content;
}

const choose = (page: Page, name: string, buffer: Buffer) =>
  page.setInputFiles('input[aria-label=Files]', { name, mimeType: 'audio/wav', buffer });

async function storedBytes(made: MadeCase, name: string): Promise<string> {
  const { body } = await world.a.as('member').post(`${made.path}/evidence/query`, {});
  const found = body.items.find((file: { name: string }) => file.name === name);
  const { bytes } = await filerOf(world, 'member').open(found.id);
  return createHash('sha256').update(bytes).digest('hex');
}

test('several files are dropped at once; what is refused says why, before and after sending', async () => {
  const page = await evidenceOf(await newCase());
  await drop(page, [
    given('pump.log', 'text/plain', 'pressure lost at 03:10'),
    given('photo.png', 'image/png', png(40, 30)),
    given('setup.exe', 'application/octet-stream', 'MZ'),
    given('notes.pdf', 'application/pdf', 'these are no bytes of a PDF'),
  ]);
  await kept(page, 'pump.log');
  await kept(page, 'photo.png');
  await row(page, 'setup.exe').locator('text=Files of this type are not kept as evidence.').waitFor();
  await row(page, 'notes.pdf').locator('text=The file is named .pdf, but inside it is plain text.').waitFor();
  await row(page, 'setup.exe').locator('button:has-text("Dismiss")').click();
  await row(page, 'setup.exe').waitFor({ state: 'detached' });
});

const digestOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

test('progress is seen, and goes on behind another tab', async () => {
  const made = await newCase();
  const page = await evidenceOf(made);
  const gate = Promise.withResolvers<void>();
  onPiece = async (nth) => (nth === 2 ? gate.promise : undefined);
  const content = recording();
  await choose(page, 'hum.wav', content);
  await row(page, 'hum.wav').locator('text=/^8\\.\\d MB of 8\\.1 MB/').waitFor();
  assert.match((await progress(page, 'hum.wav').getAttribute('aria-valuenow')) ?? '', /^(?:99|100)$/);
  await page.click('[data-tab=details]');
  await page.click('[data-tab=evidence]');
  await progress(page, 'hum.wav').waitFor();
  gate.resolve();
  await kept(page, 'hum.wav');
  await progress(page, 'hum.wav').waitFor({ state: 'detached' });
  assert.equal(await storedBytes(made, 'hum.wav'), digestOf(content));
});

test('an upload that is cut off goes on by itself when the network is back', async () => {
  const made = await newCase();
  const page = await evidenceOf(made);
  const { context } = open[0] ?? {};
  const cut = Promise.withResolvers<void>();
  let away = true;
  // The browser itself sends once more what broke off before an answer: nothing gets through until it is over.
  onPiece = async (nth, { raw }, reply) => {
    if (nth === 1 || !away) return;
    await context?.setOffline(true);
    reply.hijack();
    raw.socket.destroy();
    cut.resolve();
  };
  const content = recording();
  await choose(page, 'cut.wav', content);
  await cut.promise;
  await page.waitForTimeout(1_500);
  assert.equal(await progress(page, 'cut.wav').count(), 1, 'a break is no end');
  await page.waitForSelector('text=It goes on by itself');
  away = false;
  await context?.setOffline(false);
  await kept(page, 'cut.wav');
  const [first, ...rest] = pieces;
  assert.equal(first, 0);
  assert.deepEqual([...new Set(rest)], [PIECE_BYTES], 'what was there is not sent again');
  assert.equal(await storedBytes(made, 'cut.wav'), digestOf(content));
});

test('an upload that failed is resumed by hand, from where it stood', async () => {
  const made = await newCase();
  const page = await evidenceOf(made);
  let begun = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/uploads')) begun += 1;
  });
  onPiece = async (nth, _, reply) =>
    nth === 2 ? reply.code(403).send({ code: 'forbidden', message: 'Not now.' }) : undefined;
  const content = recording();
  await choose(page, 'again.wav', content);
  await row(page, 'again.wav').locator('[role=alert]:has-text("Not now.")').waitFor();
  await row(page, 'again.wav').locator('button:has-text("Resume")').click();
  await kept(page, 'again.wav');
  assert.deepEqual(pieces, [0, PIECE_BYTES, PIECE_BYTES]);
  assert.equal(begun, 1);
  assert.equal(await storedBytes(made, 'again.wav'), digestOf(content));
});

test('an upload that the page did not outlive goes on when the file is chosen again', async () => {
  const made = await newCase();
  const page = await evidenceOf(made);
  const arrived = Promise.withResolvers<void>();
  onPiece = async (nth, _, reply) => {
    if (nth !== 2) return;
    reply.hijack();
    arrived.resolve();
  };
  const content = recording();
  await choose(page, 'later.wav', content);
  await arrived.promise;
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await row(page, 'later.wav').locator('text=Not sent whole').waitFor();
  const again = page.getByLabel('The file for later.wav');
  await again.setInputFiles({ name: 'later.wav', mimeType: 'audio/wav', buffer: content.subarray(1) });
  await page.getByText('That is another file.').waitFor();
  await again.setInputFiles({ name: 'later.wav', mimeType: 'audio/wav', buffer: content });
  await kept(page, 'later.wav');
  assert.deepEqual(pieces, [0, PIECE_BYTES, PIECE_BYTES]);
  assert.equal(await storedBytes(made, 'later.wav'), digestOf(content));
});

test('while the scanner is away a file is being checked; it opens when the scanner is back', async () => {
  const { services } = world.test.app;
  const real = services.scanner;
  const away: Scanner = { ...real, scan: async () => ({ verdict: 'error', detail: 'away' }) };
  Object.assign(services, { scanner: away });
  try {
    const page = await evidenceOf(await newCase());
    await drop(page, [given('later.txt', 'text/plain', 'not yet')]);
    await row(page, 'later.txt').locator('text=Being checked').waitFor();
    await menuOf(page, 'later.txt').click();
    assert.equal(await page.getByRole('menuitem', { name: 'Download' }).count(), 0);
    await page.keyboard.press('Escape');
    Object.assign(services, { scanner: real });
    await row(page, 'later.txt').locator('text=Being checked').waitFor({ state: 'detached' });
    await menuOf(page, 'later.txt').click();
    await page.getByRole('menuitem', { name: 'Download' }).waitFor();
  } finally {
    Object.assign(services, { scanner: real });
  }
});

test('a file is downloaded as it was, under its own name', async () => {
  const made = await newCase();
  await filerOf(world, 'member').upload(made.path, { name: 'kept.txt', content: Buffer.from('as it was') });
  const page = await evidenceOf(made);
  await menuOf(page, 'kept.txt').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'kept.txt');
  assert.equal(await readFile(await download.path(), 'utf8'), 'as it was');
});

async function preview(page: Page, name: string): Promise<void> {
  await menuOf(page, name).click();
  await page.getByRole('menuitem', { name: 'Look at it' }).click();
  await page.waitForSelector('dialog[open] :is(img, iframe, canvas)');
}

/** What the page that frames it can reach of a preview, and whether a script of its own would run. */
const FRAME = `(() => {
  const frame = document.querySelector('dialog iframe');
  return { sandbox: frame.getAttribute('sandbox'), reached: frame.contentDocument !== null };
})()`;

test('a download that is refused meanwhile leaves the page where it is', async () => {
  const made = await newCase();
  const content = Buffer.from('a line\n');
  const about = { name: 'gone.txt', type: 'text/plain', content };
  const file = await filerOf(world, 'member').upload(made.path, about);
  const page = await evidenceOf(made);
  await page.route('**/evidence/query', (route) => route.abort());
  await page.getByRole('button', { name: 'More about gone.txt' }).click();
  const { status } = await world.a.as('owner').delete(`${world.a.path}/evidence/${file.id}`);
  assert.ok(status < 300, String(status));
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download' }).click();
  assert.notEqual(await (await coming).failure(), null);
  assert.match(page.url(), /side=evidence/);
  await page.getByRole('heading', { name: 'Pump P-12 stopped' }).waitFor();
});

test('a picture and a drawing are shown, the drawing without what it would have run', async () => {
  const made = await newCase();
  const filer = filerOf(world, 'member');
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><script>parent.ran = 1</script><image href="https://elsewhere.invalid/x.png"/><rect width="50" height="30" onload="parent.ran = 2"/></svg>';
  await filer.upload(made.path, { name: 'photo.png', content: png(64, 48) });
  const svg = await filer.upload(made.path, { name: 'plan.svg', content: Buffer.from(drawing) });
  const page = await evidenceOf(made);
  for (const [name, width] of [
    ['photo.png', 64],
    ['plan.svg', 60],
  ] as const) {
    await preview(page, name);
    await until(page, `document.querySelector('dialog img')?.naturalWidth === ${width}`);
    await page.keyboard.press('Escape');
  }
  // Opened by itself, as nobody should: still no script, no origin, nothing fetched.
  const asked: string[] = [];
  const visitor = await openPage(world, browser, 'member', '');
  visitor.page.on('request', (request) => asked.push(request.url()));
  await visitor.page.goto(`${world.test.url}/api/v1${world.a.path}/evidence/${svg.id}/preview`);
  assert.equal(await visitor.page.evaluate('document.documentElement.tagName'), 'svg');
  assert.equal(
    await visitor.page.evaluate('document.querySelectorAll("script, [href^=http], [onload]").length'),
    0,
  );
  assert.equal(await visitor.page.evaluate('self.origin'), 'null');
  assert.equal(asked.filter((url) => url.includes('elsewhere')).length, 0);
  await visitor.context.close();
});

test('text is shown in a frame that may run nothing and has no origin', async () => {
  const made = await newCase();
  const content = Buffer.from('Words, then <script>parent.ran = 1</script>');
  await filerOf(world, 'member').upload(made.path, { name: 'page.txt', content });
  const page = await evidenceOf(made);
  await preview(page, 'page.txt');
  assert.deepEqual(await page.evaluate(FRAME), { sandbox: '', reached: false });
  const frame = page.frames().find((one) => one.url().endsWith('/preview'));
  await frame?.waitForSelector('pre:has-text("Words, then <script>parent.ran = 1</script>")');
  assert.equal(await page.evaluate('globalThis.ran'), undefined);
});

/** Whether anything dark was drawn on the first page. */
const DRAWN = `(() => {
  const canvas = document.querySelector('dialog canvas[data-drawn]');
  if (!canvas) return false;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, at) => at % 4 === 0 && value < 100 && data[at + 3] > 200);
})()`;

// Browsers show no PDF in a sandboxed frame: it is drawn, and what was served would run nothing if it were opened.
test('a PDF is drawn page by page, and only drawn', async () => {
  const made = await newCase();
  const filer = filerOf(world, 'member');
  const content = pdf(['The pump stopped', 'Second page']);
  const { id } = await filer.upload(made.path, { name: 'report.pdf', content });
  const page = await evidenceOf(made);
  const asked: string[] = [];
  await menuOf(page, 'report.pdf').click();
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.getByRole('menuitem', { name: 'Look at it' }).click();
  await page.getByRole('img', { name: 'Page 2 of 2' }).waitFor();
  await until(page, DRAWN);
  assert.deepEqual([...new Set(asked)], [world.test.url], 'nothing is fetched from elsewhere');
  assert.equal(await page.locator('dialog iframe').count(), 0);
  const served = await filer.open(id, 'preview');
  assert.match(served.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox$/);
  assert.equal(served.headers.get('x-content-type-options'), 'nosniff');
});
