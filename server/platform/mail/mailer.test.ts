import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type SmtpReceiver, startSmtpReceiver } from '#tests/support/smtp-receiver.ts';
import { isMailAddress, parseSender } from './address.ts';
import { createMailer, createTemplates, type Mail, MailError, type MailFailure } from './index.ts';
import { smtpOptions } from './smtp.ts';

const from = 'Caseward <cases@example.org>';
const mail: Mail = { to: 'ada@example.org', subject: 'Hello', text: 'Text\n.\nmore', html: '<p>Text</p>' };
const expectedHeaders = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];

let receiver: SmtpReceiver;
before(async () => {
  receiver = await startSmtpReceiver();
});
after(() => receiver.close());

function headerNames(raw: string): string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  return head
    .split('\r\n')
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .sort();
}

const failsWith = (failure: MailFailure) => (error: unknown) =>
  error instanceof MailError && error.failure === failure && !error.message.includes('ada');

async function sentBy(url: string, what: Mail = mail): Promise<void> {
  const mailer = createMailer({ kind: 'smtp', url, from });
  try {
    await mailer.send(what);
  } finally {
    await mailer.close();
  }
}

test('a mail reaches the relay whole, to one person', async () => {
  await sentBy(receiver.url);
  const got = receiver.mails.at(-1);
  assert.ok(got);
  assert.equal(got.from, 'cases@example.org');
  assert.deepEqual(got.to, ['ada@example.org']);
  assert.deepEqual(headerNames(got.data), expectedHeaders);
  assert.match(got.data, /^Auto-Submitted: auto-generated\r$/m);
  assert.match(got.data, /\r\nText\r\n\.\r\nmore/);
  assert.match(got.data, /multipart\/alternative/);
});

test('what the relay says decides whether to try again', async () => {
  const own = await startSmtpReceiver();
  const cases: [string, string, MailFailure][] = [
    ['DATA-END', '451 Later', 'unavailable'],
    ['DATA-END', '554 Spam', 'refused'],
    ['RCPT', '450 Busy', 'unavailable'],
    ['RCPT', '550 No such person', 'refused'],
    ['MAIL', '421 Closing', 'unavailable'],
  ];
  for (const [command, reply, failure] of cases) {
    own.answer(command, reply);
    await assert.rejects(sentBy(own.url), failsWith(failure), reply);
  }
  assert.equal(own.mails.length, 0);
  await own.close();
  await assert.rejects(sentBy(own.url), failsWith('unavailable'));
});

test('verify tells a relay that answers from one that is away, and sends nothing', async () => {
  const own = await startSmtpReceiver();
  const mailer = createMailer({ kind: 'smtp', url: own.url, from });
  await mailer.verify();
  assert.equal(own.mails.length, 0);
  await own.close();
  await assert.rejects(mailer.verify(), failsWith('unavailable'));
  await mailer.close();
});

test('a relay elsewhere gets mail over trusted TLS only', () => {
  for (const url of ['smtp://relay.example.org', 'smtps://u:p%40ss@relay.example.org']) {
    const options = smtpOptions(url);
    assert.ok(options.secure || options.requireTLS);
    assert.equal(options.ignoreTLS, false);
    assert.deepEqual(options.tls, { rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  }
  assert.equal(smtpOptions('smtps://u:p%40ss@relay.example.org').auth?.pass, 'p@ss');
  const loosened = [
    'smtp://relay.example.org?tls.rejectUnauthorized=false',
    'smtp://relay.example.org/?ignoreTLS=true',
    'smtp://relay.example.org/#x',
    'smtp://relay.example.org/path',
    'http://relay.example.org',
  ];
  for (const url of loosened) assert.throws(() => smtpOptions(url), RangeError, url);
});

test('negative control: a relay elsewhere that offers no TLS gets no mail', async () => {
  const { port } = new URL(receiver.url);
  const before = receiver.mails.length;
  // This machine under a name that is not in the list of its own names.
  await assert.rejects(sentBy(`smtp://127.0.0.2:${port}`), failsWith('unavailable'));
  assert.equal(receiver.mails.length, before);
});

test('an address is one address', () => {
  const good = ['ada@example.org', 'a.b+c@sub.example.org', 'jürgen@bücher.example', 'x@localhost'];
  for (const address of good) assert.ok(isMailAddress(address), address);
  const bad = [
    '',
    '@',
    'a',
    'a@',
    '@b',
    'a@b@',
    'a b@c.d',
    'a@b.c, d@e.f',
    'a@b.c;d@e.f',
    'a@b.c\r\nBcc: d@e.f',
    'a\n@b.c',
    'Ada <a@b.c>',
    '"a b"@c.d',
    'a@[127.0.0.1]',
    '.a@b.c',
    'a.@b.c',
    'a..b@c.d',
    'a@-b.c',
    'a@b..c',
    'a@b.c\0',
    'a\u202e@b.c',
    `${'a'.repeat(65)}@b.c`,
    `a@${'b'.repeat(64)}.c`,
    `a@${'b.'.repeat(130)}c`,
    'a(x)@b.c',
    'a:b@c.d;',
  ];
  for (const address of bad) assert.ok(!isMailAddress(address), JSON.stringify(address));
  assert.deepEqual(parseSender('Case "Ward" <a@b.c>'), { name: 'Case Ward', address: 'a@b.c' });
  for (const sender of ['A <a@b.c>\r\nBcc: x@y.z', 'A\r\nB <a@b.c>', 'A <a@b.c> <d@e.f>', 'A']) {
    assert.throws(() => parseSender(sender), MailError, sender);
  }
});

async function outbox() {
  const folder = join(await mkdtemp(join(tmpdir(), 'caseward-mail-')), 'outbox');
  const printed: string[] = [];
  const mailer = createMailer({ kind: 'outbox', folder, from, print: (line) => printed.push(line) });
  const files = async () => {
    const names = await readdir(folder).catch(() => []);
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  };
  return { folder, printed, mailer, files };
}

test('the outbox keeps each mail as a file for its owner alone, and shows the code', async () => {
  const { folder, printed, mailer, files } = await outbox();
  const content = createTemplates('https://cases.example.org').signInCode({
    code: 'ABCDEFGHJKLM',
    minutes: 3,
  });
  await Promise.all([mailer.send({ ...content, to: 'ada@example.org' }), mailer.send(mail)]);
  await mailer.verify();
  const names = await readdir(folder);
  assert.equal(names.length, 2);
  assert.ok(names.every((name) => name.endsWith('.eml')));
  for (const name of names) assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.ok((await files()).some((raw) => raw.includes('ABCD-EFGH-JKLM')));
  assert.ok(printed.includes('Mail to ada@example.org: the code is ABCD-EFGH-JKLM'));
});

test('an outbox that cannot be written says so', async () => {
  const { folder } = await outbox();
  await writeFile(folder, 'a file where the folder should be');
  const mailer = createMailer({ kind: 'outbox', folder, from });
  await assert.rejects(mailer.send(mail), failsWith('unavailable'));
  await assert.rejects(mailer.verify(), failsWith('unavailable'));
});

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\r\nBcc: evil@example.net',
        '\u2028',
        '\0',
        '\u202e',
        ' ',
        '\t',
        ',',
        '<',
        '>',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constant('ada@example.org'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

test('no text anyone gives adds a header or a recipient', async () => {
  const { mailer, files } = await outbox();
  const templates = createTemplates('https://cases.example.org');
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, nasty, async (name, other, subject, to) => {
      const invitation = templates.invitation({
        workspace: name,
        inviter: other,
        role: name,
        path: '/invitation',
        days: 7,
      });
      await mailer.send({ ...invitation, to: 'ada@example.org' });
      sent += 1;
      const error = await mailer.send({ ...mail, subject, to }).catch((reason: unknown) => reason);
      if (error === undefined) sent += 1;
      else assert.ok(failsWith('invalid')(error));
    }),
    { numRuns: 40 },
  );
  const written = await files();
  assert.equal(written.length, sent);
  for (const raw of written) {
    assert.deepEqual(headerNames(raw), expectedHeaders);
    assert.equal(raw.match(/^To: /gm)?.length, 1);
  }
});

test('negative control: the header check sees an added header', () => {
  assert.notDeepEqual(headerNames('Subject: a\r\nBcc: evil@example.net\r\n\r\n'), ['subject']);
});
