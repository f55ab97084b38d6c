import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeHtml, plainName } from './layout.ts';
import type { MailContent } from './mail.ts';
import { createTemplates } from './templates.ts';

const origin = 'https://cases.example.org';
const templates = createTemplates(origin);

function everyMail(name: string): MailContent[] {
  return [
    templates.signInCode({ code: 'ABCDEFGHJKLM', minutes: 3 }),
    templates.invitation({ workspace: name, inviter: name, role: name, path: '/invitation#token', days: 7 }),
    templates.sessionEnded({ device: name, at: new Date(0), cap: 5, path: '/settings/security' }),
    templates.reviewRequested({ requester: name, caseNumber: 42, path: '/w/acme/cases/42' }),
    templates.mention({ author: name, caseNumber: 42, path: '/w/acme/cases/42' }),
    templates.factorCode({ code: 'ABCDEFGHJKLM', minutes: 3 }),
    templates.factorChanged({ change: 'totp-on', path: '/account/security' }),
    templates.backupCodeUsed({ left: 3, path: '/account/security' }),
    templates.newDevice({ device: name, place: name, at: new Date(0), path: '/account/sessions' }),
    templates.breakGlassUsed({ workspace: name, owner: name, at: new Date(0), path: '/w/acme/audit' }),
    templates.ssoCertificate({ workspace: name, provider: name, days: 7, path: '/w/acme/settings/sso' }),
    templates.accessReview({ path: '/w/acme/access-reviews/1', days: 14 }),
    templates.reportReceived({ path: '/report#token', acknowledgeBy: new Date(0) }),
    templates.reportWaiting({ waiting: 2, overdue: 1, acknowledgeBy: new Date(0), path: '/report' }),
    templates.privacyRequest({ path: '/privacy/acme#token' }),
    templates.privacyRequestAnswered(),
    templates.privacyRequestsDue({ due: 2, overdue: 1, path: '/w/acme/settings' }),
    templates.attackGotThrough({ incidentId: 'b5b5', path: '/security' }),
    templates.dnsReviewDue({ days: 91, path: '/trust' }),
    templates.dnsReviewDue({ days: null, path: '/trust' }),
    templates.reportMoved({ state: 'mended', path: '/report' }),
    templates.setUpDone({ workspace: name, path: '/settings/security', days: 7 }),
  ];
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<script>',
        '"><img src=x>',
        "' onload=",
        '&amp;',
        '\r\n',
        '\u202e',
        '\u200b',
        '\u2066',
      ),
      fc.constantFrom(
        'https://evil.example/x',
        'http://evil.example',
        'www.evil.example',
        '//evil.example',
        'e@evil.example',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

test('every mail has the same words in both forms, and its code in groups of four', () => {
  const [first] = everyMail('Ada');
  assert.equal(first?.code, 'ABCD-EFGH-JKLM');
  assert.ok(first?.text.includes('ABCD-EFGH-JKLM') && first.html.includes('ABCD-EFGH-JKLM'));
  assert.ok(!first?.subject.includes('ABCD'));
});

test('every link begins with the configured public URL', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      for (const { text, html, subject } of everyMail(name)) {
        const links = `${subject} ${text} ${html}`.match(/[a-z]+:\/\/[^\s"<]*/gi) ?? [];
        for (const link of links) assert.ok(link.startsWith(`${origin}/`), link);
        assert.doesNotMatch(`${text} ${html}`, /(?:www|evil)\.[a-z]|@[a-z]/i);
      }
    }),
  );
});

test('a name is escaped and cannot hide, reverse or break a line', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      for (const { text, html, subject } of everyMail(name)) {
        const visible = `${text}${html}`.replaceAll('\u2060', '').replaceAll('\n', '');
        assert.doesNotMatch(visible, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        assert.doesNotMatch(subject.replaceAll('\u2060', ''), /[\p{C}\u2028\u2029]/u);
        const tags = html.match(/<[^>]*>/g) ?? [];
        const known =
          /^<(!doctype html|html lang="en"|meta charset="utf-8"|body style="[^"]*"|p style="[^"]*"|a href="https:\/\/cases\.example\.org\/[^"]*"|\/?(html|head|title|body|p|a))>$/;
        for (const tag of tags) assert.match(tag, known);
      }
    }),
  );
});

test('negative control: the same names unprotected do all of that', () => {
  const name = '\u202e"><img src=x> https://evil.example';
  assert.match(`<p>${name}</p>`, /<img/);
  assert.doesNotMatch(escapeHtml(name), /<img/);
  assert.match(name, /\u202e/u);
  assert.doesNotMatch(plainName(name), /\u202e/u);
  assert.match(name, /evil\.[a-z]/);
  assert.doesNotMatch(plainName(name), /evil\.[a-z]/);
});

test('an ordinary name stays as it was, a long one is shortened', () => {
  for (const name of ['Ada Lovelace', 'Société Générale', '株式会社', 'O’Brien & Söhne', 'مكتب']) {
    assert.equal(plainName(name), name);
  }
  assert.equal([...plainName('😀'.repeat(100))].length, 80);
});

test('a path that leads away is refused', () => {
  const paths = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    'x',
    '/a\r\nb',
    '/ b',
    '/\t/evil.example',
    '@evil.example',
    '.evil.example',
  ];
  for (const path of paths) {
    assert.throws(
      () => templates.mention({ author: 'Ada', caseNumber: 1, path }),
      RangeError,
      JSON.stringify(path),
    );
  }
});

test('whoever cannot sign in is not told to look at, or do, something behind the sign-in', () => {
  const notice = (what: 'account-shut' | 'password-set') =>
    templates.accountNotice({ what, at: new Date(0), path: '/account/security' }).text;
  assert.match(notice('password-set'), /choose a new password[\s\S]*/);
  assert.match(notice('password-set'), /\/account\/security/);
  assert.doesNotMatch(notice('account-shut'), /password|https:/);
});
