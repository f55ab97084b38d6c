import type { Page } from 'playwright-core';
import type { Role } from '#contracts/common.ts';
import type { FilledWorld } from '#tests/support/filled-world.ts';

/** A screen as a person comes to it: who, where, and what they press before they look. */
export interface Screen {
  readonly name: string;
  readonly role: Role | null;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const tab = (name: string) => (page: Page) => page.click(`[data-tab=${name}]`);

/** As if the server had given this for that path, from the page's next visit of `goal` on. */
const told =
  (path: string, more: Record<string, unknown>, goal: string, sign: string) => async (page: Page) => {
    const address = new URL(`/api/v1${path}`, page.url()).href;
    const json = {
      ...(await page.evaluate<object>(`fetch('${address}').then((reply) => reply.json())`)),
      ...more,
    };
    await page.route(address, (route) => route.fulfill({ json }));
    await page.goto(new URL(goal, page.url()).href);
    await page.waitForSelector(sign);
    await page.unroute(address);
  };

async function openContact(page: Page): Promise<void> {
  await page.click('[data-row] a');
  await page.waitForSelector('[role=switch]');
}

async function newToken(page: Page): Promise<void> {
  await tab('tokens')(page);
  await page.click('text=New token');
}

const TABLE = [
  'Subject;Description;Priority;Labels;Owner;Deadline;Ref',
  'Pump P-12 stopped;It stood still at noon.;high;;;31.01.2027;A-1',
  'Belt torn again;Third time this year.;severe;;nobody@example.org;;A-2',
].join('\r\n');

async function sendTable(page: Page): Promise<void> {
  await page.setInputFiles('input[type=file]', {
    name: 'incidents-2026.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(TABLE),
  });
  await page.waitForSelector('text=What each column becomes');
}

/** The public pages, and the workspace's beside its cases. */
export function settingScreensOf({ a }: FilledWorld): Screen[] {
  return [...publicScreens(), ...workspaceScreens(`/w/${a.workspaceId}`)];
}

export function caseScreensOf({ a, reviewed, draft }: FilledWorld): Screen[] {
  const at = `/w/${a.workspaceId}`;
  return caseScreens(at, `${at}/cases/${reviewed.id}`, `${at}/cases/${draft.id}`);
}

function publicScreens(): Screen[] {
  return [
    { name: 'landing', role: null, path: '/' },
    { name: 'sign-in', role: null, path: '/sign-in' },
    {
      name: 'sign-in, code',
      role: null,
      path: '/sign-in',
      act: async (page) => {
        await page.fill('input[type=email]', 'nobody@example.org');
        await page.click('button[type=submit]');
        await page.waitForSelector('input[autocomplete=one-time-code]');
      },
    },
    {
      name: 'sign-in, password',
      role: null,
      path: '/sign-in',
      act: async (page) => {
        await page.fill('input[type=email]', 'nobody@example.org');
        await page.click('text=Use my password');
        await page.waitForSelector('input[autocomplete=current-password]');
      },
    },
    { name: 'forgot password', role: null, path: '/forgot-password' },
    {
      name: 'forgot password, sent',
      role: null,
      path: '/forgot-password',
      act: async (page) => {
        await page.fill('input[type=email]', 'nobody@example.org');
        await page.keyboard.press('Enter');
        await page.waitForSelector('text=Send another link');
      },
    },
    {
      name: 'new password',
      role: null,
      path: `/new-password#${'A'.repeat(43)}`,
      act: async (page) => {
        await page.fill('input[autocomplete=new-password]', 'Half done');
        await page.keyboard.press('Enter');
        await page.waitForSelector('[role=alert]');
      },
    },
    { name: 'new password, no token', role: null, path: '/new-password' },
    {
      name: 'sign-in, no single sign-on',
      role: null,
      path: '/sign-in',
      act: async (page) => {
        await page.fill('input[type=email]', 'nobody@example.net');
        await page.click('text=Use single sign-on');
        await page.waitForSelector('text=No single sign-on is set up');
      },
    },
    { name: 'arrival refused', role: null, path: '/sign-in/sso?reference=0198c1f2' },
    { name: 'arrival too late', role: null, path: `/sign-in/sso#${'A'.repeat(43)}` },
    {
      name: 'signed out by nobody',
      role: null,
      path: '/sign-out/sso/3f2b8c1e-0000-4000-8000-000000000000?SAMLResponse=none',
    },
    { name: 'set-up', role: null, path: '/setup' },
    ...kitScreens(),
    { name: 'invitation', role: null, path: `/invitation#${'A'.repeat(32)}` },
    { name: 'security', role: null, path: '/security' },
    { name: 'trust', role: null, path: '/trust' },
    { name: 'policies', role: null, path: '/trust/policies' },
    { name: 'asvs', role: null, path: '/trust/asvs' },
    { name: 'soc2', role: null, path: '/trust/soc2' },
    { name: 'sub-processors', role: null, path: '/trust/sub-processors' },
    { name: 'agreement', role: null, path: '/trust/agreement' },
    { name: 'status', role: null, path: '/status' },
    {
      name: 'certificate that is not there',
      role: null,
      path: '/erasure/3f2b8c1e-0000-4000-8000-000000000000',
    },
    { name: 'ask about your data', role: null, path: '/privacy/3f2b8c1e-0000-4000-8000-000000000000' },
    {
      name: 'confirm a request',
      role: null,
      path: `/privacy/3f2b8c1e-0000-4000-8000-000000000000#${'A'.repeat(43)}`,
    },
    { name: 'pricing', role: null, path: '/pricing' },
    {
      name: 'report a vulnerability',
      role: null,
      path: '/report',
      act: (page) => page.click('text=Name me on this page'),
    },
    { name: 'report that nobody knows', role: null, path: `/report#${'A'.repeat(43)}` },
  ];
}

const KIT_LINK = `/setup/recovery-kit#${'A'.repeat(43)}`;

/** As if the server had made this kit. */
async function shownKit(page: Page): Promise<void> {
  const groups = (count: number) => Array.from({ length: count }, () => 'K3Y5').join('-');
  const json = {
    deployment: 'cases.example.org',
    madeOn: '2026-01-31',
    fingerprint: 'c0ffee00c0ffee00',
    word: 'ABCD-EFGH',
    backupKey: groups(15),
    signer: groups(15),
    rootKeys: groups(70),
    page: 'CASEWARD RECOVERY KIT',
  };
  await page.route('**/api/v1/setup/recovery-kit', (route) => route.fulfill({ status: 201, json }));
  await page.click('button:has-text("recovery kit")');
  await page.waitForSelector('[data-check-word]');
}

function kitScreens(): Screen[] {
  return [
    { name: 'recovery kit, no link', role: null, path: '/setup/recovery-kit' },
    { name: 'recovery kit, not signed in', role: null, path: KIT_LINK },
    { name: 'recovery kit', role: 'owner', path: KIT_LINK },
    { name: 'recovery kit, the page', role: 'owner', path: KIT_LINK, act: shownKit },
    {
      name: 'recovery kit, check word',
      role: 'owner',
      path: KIT_LINK,
      act: async (page) => {
        await shownKit(page);
        await page.click('text=I have it on paper');
      },
    },
  ];
}

function caseScreens(at: string, reviewed: string, draft: string): Screen[] {
  return [
    { name: 'home', role: 'reviewer', path: at },
    { name: 'case list', role: 'owner', path: `${at}/cases` },
    {
      name: 'case list, filter',
      role: 'owner',
      path: `${at}/cases`,
      act: (page) => page.click('button:has-text("State")'),
    },
    {
      name: 'case list, bulk',
      role: 'owner',
      path: `${at}/cases`,
      act: async (page) => {
        await page.locator('[data-row] input[type=checkbox]').first().click();
        await page.click('section[aria-label=Chosen] >> text=Move');
      },
    },
    { name: 'case', role: 'member', path: draft },
    { name: 'case, review', role: 'reviewer', path: reviewed, act: tab('review') },
    { name: 'case, comments', role: 'member', path: reviewed, act: tab('comments') },
    { name: 'case, evidence', role: 'member', path: reviewed, act: tab('evidence') },
    { name: 'case, timeline', role: 'member', path: reviewed, act: tab('activity') },
    { name: 'case, ask for review', role: 'member', path: draft, act: tab('review') },
    {
      name: 'case, edit',
      role: 'member',
      path: `${draft}?edit=true`,
      act: (page) => page.click('text=Show the preview'),
    },
    { name: 'case, menu', role: 'owner', path: draft, act: (page) => page.click('[aria-label=More]') },
    {
      name: 'case, who can see it',
      role: 'owner',
      path: draft,
      act: async (page) => {
        await page.click('[aria-label=More]');
        await page.click('text=Who can see this, and why');
        await page.getByRole('region', { name: 'What if' }).getByLabel('Member').selectOption({ index: 1 });
        await page.waitForSelector('dt:has-text("Then") + dd:not(:has-text("…"))');
      },
    },
    {
      name: 'case, who looked at it',
      role: 'owner',
      path: draft,
      act: async (page) => {
        await page.click('[aria-label=More]');
        await page.click('text=Who looked at this case');
        await page.waitForSelector('dialog[open] time');
      },
    },
    {
      name: 'case, legal hold',
      role: 'owner',
      path: draft,
      act: async (page) => {
        await page.click('[aria-label=More]');
        await page.click('text=Put it under a legal hold');
        await page.waitForSelector('dialog[open] textarea');
      },
    },
    {
      name: 'case, purge',
      role: 'owner',
      path: draft,
      act: async (page) => {
        await page.click('[aria-label=More]');
        await page.click('text=Purge for good');
      },
    },
    { name: 'new case', role: 'member', path: `${at}/cases/new` },
  ];
}

function workspaceScreens(at: string): Screen[] {
  const settings = `${at}/settings`;
  return [
    {
      name: 'search',
      role: 'reviewer',
      path: `${at}/search`,
      act: async (page) => {
        await page.fill('input[type=search]', 'clocks');
        await page.keyboard.press('Enter');
        await page.waitForSelector('mark');
      },
    },
    { name: 'import', role: 'manager', path: `${at}/import` },
    { name: 'import, columns', role: 'manager', path: `${at}/import`, act: sendTable },
    {
      name: 'import, checked',
      role: 'manager',
      path: `${at}/import`,
      act: async (page) => {
        await sendTable(page);
        await page.click('button:has-text("Check every row")');
        await page.waitForSelector('text=What is wrong');
      },
    },
    { name: 'contacts', role: 'owner', path: `${at}/contacts` },
    { name: 'contact', role: 'owner', path: `${at}/contacts`, act: openContact },
    {
      name: 'contact, consent',
      role: 'owner',
      path: `${at}/contacts`,
      act: async (page) => {
        await openContact(page);
        await page.click('[data-purpose=profiling] button');
        await page.waitForSelector('dialog[open] textarea');
      },
    },
    {
      name: 'contact, legal hold',
      role: 'owner',
      path: `${at}/contacts`,
      act: async (page) => {
        await openContact(page);
        await page.click('[aria-label=More]');
        await page.click('text=Put it under a legal hold');
        await page.waitForSelector('dialog[open] textarea');
      },
    },
    {
      name: 'new contact',
      role: 'owner',
      path: `${at}/contacts`,
      act: async (page) => {
        await page.click('button:has-text("New contact")');
        await page.waitForSelector('dialog[open] textarea');
      },
    },
    { name: 'members', role: 'owner', path: `${at}/members` },
    { name: 'invite', role: 'owner', path: `${at}/members`, act: (page) => page.click('text=Invite') },
    {
      name: 'departure',
      role: 'owner',
      path: `${at}/members`,
      act: async (page) => {
        await page.click('[aria-label="More about Probe viewer"]');
        await page.click('text=Leaves for good');
        await page.waitForSelector('text=What ends');
      },
    },
    { name: 'access reviews', role: 'owner', path: `${at}/access-reviews` },
    {
      name: 'access review',
      role: 'owner',
      path: `${at}/access-reviews`,
      act: async (page) => {
        await page.click('button:has-text("Open a review")');
        await page.waitForSelector('[aria-label="Judge Probe viewer"]');
      },
    },
    { name: 'audit log', role: 'owner', path: `${at}/audit` },
    { name: 'audit log, of another role', role: 'viewer', path: `${at}/audit` },
    { name: 'settings', role: 'owner', path: settings },
    { name: 'settings, security', role: 'owner', path: settings, act: tab('security') },
    { name: 'settings, review', role: 'owner', path: settings, act: tab('review') },
    { name: 'settings, words', role: 'owner', path: settings, act: tab('words') },
    { name: 'settings, types', role: 'owner', path: settings, act: tab('types') },
    {
      name: 'settings, rename a type',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('types')(page);
        await page
          .getByRole('button', { name: /^Rename/ })
          .first()
          .click();
        await page.waitForSelector('dialog[open] legend');
      },
    },
    { name: 'settings, tags', role: 'owner', path: settings, act: tab('tags') },
    { name: 'settings, categories', role: 'owner', path: settings, act: tab('categories') },
    { name: 'settings, backups', role: 'owner', path: settings, act: tab('backups') },
    {
      name: 'settings, audit log',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('log')(page);
        await page.waitForSelector('text=No streams yet');
      },
    },
    {
      name: 'settings, new alert',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('log')(page);
        await page.click('text=New alert');
      },
    },
    {
      name: 'settings, new stream',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('log')(page);
        await page.click('text=New stream');
      },
    },
    { name: 'settings, requests', role: 'owner', path: settings, act: tab('requests') },
    {
      name: 'settings, requests entered',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('requests')(page);
        await page.click('button:has-text("Enter a request")');
        await page.fill('dialog[open] input[autocomplete=name]', 'Ada Example');
        await page.fill('dialog[open] input[type=email]', 'ada@example.org');
        await page.click('dialog[open] button[type=submit]');
        await page.click('li:has-text("Ada Example") >> button');
        await page.waitForSelector('dialog[open] >> text=How the identity was checked');
      },
    },
    { name: 'settings, legal', role: 'owner', path: settings, act: tab('legal') },
    {
      name: 'settings, legal accepting',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('legal')(page);
        await page.click('button:has-text("Accept")');
        await page.waitForSelector('dialog[open] >> text=Your function');
      },
    },
    { name: 'settings, retention', role: 'owner', path: settings, act: tab('retention') },
    {
      name: 'settings, retention previewed',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('retention')(page);
        await page.getByLabel('Closed cases: days', { exact: true }).fill('365');
        await page
          .getByLabel('Closed cases: a type that is kept otherwise', { exact: true })
          .selectOption({ index: 1 });
        await page.click('button:has-text("Preview")');
        await page.waitForSelector('dialog[open] >> text=What would go');
      },
    },
    { name: 'settings, tokens', role: 'owner', path: settings, act: tab('tokens') },
    { name: 'settings, new token', role: 'owner', path: settings, act: newToken },
    {
      name: 'settings, token shown once',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await newToken(page);
        await page.getByLabel('Name').fill('A script');
        await page.click('text=Make the token');
        await page.waitForSelector('[data-secret]');
      },
    },
    {
      name: 'settings, change a token',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('tokens')(page);
        await page.getByLabel('Change Intake form').click();
      },
    },
    {
      name: 'settings, revoke a token',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('tokens')(page);
        await page.getByLabel('Revoke Nightly export').click();
      },
    },
    {
      name: 'settings, networks',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('networks')(page);
        await page
          .getByLabel('Allowed networks', { exact: true })
          .and(page.locator('input'))
          .fill('203.0.113.0/24 2001:db8::/32');
        await page.click('text=Who would be cut off?');
        await page.waitForSelector('text=You would be cut off');
      },
    },
    {
      name: 'settings, networks without oneself',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('networks')(page);
        await page
          .getByLabel('Allowed networks', { exact: true })
          .and(page.locator('input'))
          .fill('203.0.113.0/24');
        await page.click('button:has-text("Save")');
        await page.waitForSelector('text=This shuts you out');
      },
    },
    { name: 'settings, directory', role: 'owner', path: settings, act: tab('directory') },
    {
      name: 'settings, data',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('data')(page);
        await page.click('text=Export the workspace');
        await page.waitForSelector('button:has-text("Download")', { timeout: 60_000 });
      },
    },
    {
      name: 'settings, delete the workspace',
      role: 'owner',
      path: settings,
      act: async (page) => {
        await tab('data')(page);
        await page.click('button:has-text("Delete the workspace"):not([disabled])');
        await page.waitForSelector('dialog[open] >> text=What is lost');
      },
    },
    { name: 'settings, templates', role: 'owner', path: settings, act: tab('templates') },
    { name: 'single sign-on', role: 'owner', path: `${settings}/sso` },
    {
      name: 'single sign-on, OpenID Connect',
      role: 'owner',
      path: `${settings}/sso`,
      act: async (page) => {
        await page.click('text=Connect another provider');
        await page.getByText('OpenID Connect', { exact: true }).click();
        await page.waitForSelector('text=Client secret');
      },
    },
    {
      name: 'single sign-on, enforce',
      role: 'owner',
      path: `${settings}/sso`,
      act: async (page) => {
        await page.click('summary:has-text("Attributes, roles and joining")');
        await page.click('text=Add a group');
        await page.click('text=Enforce single sign-on');
      },
    },
    { name: 'palette', role: 'owner', path: at, act: (page) => page.keyboard.press('Control+k') },
    { name: 'help', role: 'owner', path: at, act: (page) => page.keyboard.press('?') },
    { name: 'security settings', role: 'owner', path: '/account/security' },
    {
      name: 'security settings, new passkey',
      role: 'owner',
      path: '/account/security',
      act: async (page) => {
        await page.click('text=Add a passkey');
        await page.waitForSelector('dialog input');
      },
    },
    { name: 'security settings, passkeys', role: 'viewer', path: '/account/security' },
    {
      name: 'security settings, passkey renamed',
      role: 'viewer',
      path: '/account/security',
      act: (page) => page.click('[aria-label="Rename Phone"]'),
    },
    {
      name: 'security settings, passkey removed',
      role: 'viewer',
      path: '/account/security',
      act: (page) => page.click('[aria-label="Remove Phone"]'),
    },
    {
      name: 'security settings, authenticator app',
      role: 'owner',
      path: '/account/security',
      act: async (page) => {
        await page.click('button:has-text("Set up")');
        await page.waitForSelector('dialog svg[role=img]');
      },
    },
    {
      name: 'security settings, password',
      role: 'owner',
      path: '/account/security',
      act: (page) => page.click('text=Set a password'),
    },
    {
      name: 'security settings, change of password',
      role: 'owner',
      path: '/account/security',
      act: async (page) => {
        const there = { setAt: '2026-01-01T00:00:00Z' };
        await told('/account/password', there, '/account/security', 'text=Remove')(page);
        await page.click('button:text-is("Change")');
      },
    },
    {
      name: 'second step',
      role: 'owner',
      path: '/account/security',
      act: told('/session', { stage: 'second_factor' }, '/sign-in/second-factor', 'text=Start again'),
    },
    {
      name: 'choice of another password',
      role: 'owner',
      path: '/account/security',
      act: told('/session', { stage: 'change_password' }, '/sign-in/new-password', 'text=Sign out'),
    },
    {
      name: 'security settings, name',
      role: 'owner',
      path: '/account/security',
      act: (page) => page.click('text=Change the name'),
    },
    {
      name: 'security settings, address',
      role: 'owner',
      path: '/account/security',
      act: (page) => page.click('text=Change the address'),
    },
    { name: 'sessions', role: 'owner', path: '/account/sessions' },
    { name: 'your data', role: 'owner', path: '/account/data' },
    {
      name: 'your data, erase',
      role: 'owner',
      path: '/account/data',
      act: (page) => page.click('button:has-text("Erase me")'),
    },
    { name: 'new workspace', role: 'owner', path: '/account/new-workspace' },
    { name: 'not found', role: 'owner', path: `${at}/cases/3f2b8c1e-0000-4000-8000-000000000000` },
  ];
}
