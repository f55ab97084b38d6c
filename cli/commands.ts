/** A command gets the words after its name and gives the exit code. */
export type Execute = (args: string[]) => Promise<number>;

export type Command = {
  /** One line for the overview. */
  readonly does: string;
  /** What runs it, and how it is used. Loaded only when asked for, so that each command starts fast. */
  load(): Promise<readonly [Execute, help: string]>;
};

export const commands: Readonly<Record<string, Command>> = {
  doctor: {
    does: 'explains every setting and every check, with what to do',
    load: async () => {
      const { doctorCommand, doctorHelp } = await import('./doctor.ts');
      return [doctorCommand, doctorHelp];
    },
  },
  migrate: {
    does: 'brings the database forward to this version, or says whether it fits (--check)',
    load: async () => {
      const { migrateCommand, migrateHelp } = await import('./migrate.ts');
      return [migrateCommand, migrateHelp];
    },
  },
  provision: {
    does: 'makes the database and its four roles on a PostgreSQL of yours',
    load: async () => {
      const { provisionCommand, provisionHelp } = await import('./provision.ts');
      return [provisionCommand, provisionHelp];
    },
  },
  'setup-link': {
    does: 'prints a new link for the first account, or for the recovery kit while that is not confirmed',
    load: async () => {
      const { setupLinkCommand, setupLinkHelp } = await import('#server/operator/setup-link.ts');
      return [setupLinkCommand, setupLinkHelp];
    },
  },
  'prove-token': {
    does: 'prints a token for `caseward prove`, good for 30 minutes',
    load: async () => {
      const { proveTokenCommand, proveTokenHelp } = await import('#server/operator/prove-token.ts');
      return [proveTokenCommand, proveTokenHelp];
    },
  },
  'temporary-password': {
    does: 'prints a password for somebody that signs in once, to choose another',
    load: async () => {
      const { temporaryPasswordCommand, temporaryPasswordHelp } = await import(
        '#server/operator/temporary-password.ts'
      );
      return [temporaryPasswordCommand, temporaryPasswordHelp];
    },
  },
  'reset-factors': {
    does: 'lets somebody who lost every second factor enrol anew',
    load: async () => {
      const { resetFactorsCommand, resetFactorsHelp } = await import('#server/operator/reset-factors.ts');
      return [resetFactorsCommand, resetFactorsHelp];
    },
  },
  'shut-account': {
    does: 'shuts an account everywhere at once, or opens it again',
    load: async () => {
      const { shutAccountCommand, shutAccountHelp } = await import('#server/operator/shut-account.ts');
      return [shutAccountCommand, shutAccountHelp];
    },
  },
  audit: {
    does: 'verify an export of the audit log offline, or write one',
    load: async () => {
      const { auditCommand, auditHelp } = await import('#server/operator/audit.ts');
      return [auditCommand, auditHelp];
    },
  },
  record: {
    does: 'verify offline a signed record: an erasure, an agreement, an access review, a departure, an incident',
    load: async () => {
      const { recordCommand, recordHelp } = await import('#server/operator/record.ts');
      return [recordCommand, recordHelp];
    },
  },
  keys: {
    does: 'rotate the data keys or the root key while the server serves',
    load: async () => {
      const { keysCommand, keysHelp } = await import('#server/operator/keys.ts');
      return [keysCommand, keysHelp];
    },
  },
  status: {
    does: 'says on the public status page what is going on',
    load: async () => {
      const { statusCommand, statusHelp } = await import('#server/operator/status.ts');
      return [statusCommand, statusHelp];
    },
  },
  reports: {
    does: 'vulnerabilities that were reported: read, acknowledge, judge, answer',
    load: async () => {
      const { reportsCommand, reportsHelp } = await import('#server/operator/reports.ts');
      return [reportsCommand, reportsHelp];
    },
  },
  incident: {
    does: 'leads through an incident: plan, clock, who is affected, drafts, signed record',
    load: async () => {
      const { incidentCommand, incidentHelp } = await import('#server/operator/incidents/command.ts');
      return [incidentCommand, incidentHelp];
    },
  },
  import: {
    does: 'makes a workspace of an export',
    load: async () => {
      const { importCommand, importHelp } = await import('#server/operator/import.ts');
      return [importCommand, importHelp];
    },
  },
  'scan-erased': {
    does: 'looks for words that should be gone, in rows, under seals and in files',
    load: async () => {
      const { scanErasedCommand, scanErasedHelp } = await import('#server/operator/scan-erased.ts');
      return [scanErasedCommand, scanErasedHelp];
    },
  },
  erasures: {
    does: 'keeps the list of what was erased, or erases it again after a restore',
    load: async () => {
      const { erasuresCommand, erasuresHelp } = await import('#server/operator/erasures.ts');
      return [erasuresCommand, erasuresHelp];
    },
  },
  quota: {
    does: 'shows or sets how much evidence a workspace may keep',
    load: async () => {
      const { quotaCommand, quotaHelp } = await import('#server/operator/quota.ts');
      return [quotaCommand, quotaHelp];
    },
  },
  backup: {
    does: 'makes a backup while the server serves, or lists the ones there are',
    load: async () => {
      const { backupCommand, backupHelp } = await import('#server/operator/backup/backup-command.ts');
      return [backupCommand, backupHelp];
    },
  },
  restore: {
    does: 'restores a backup on an empty machine, with the recovery kit alone',
    load: async () => {
      const { restoreCommand, restoreHelp } = await import('#server/operator/backup/restore-command.ts');
      return [restoreCommand, restoreHelp];
    },
  },
  drill: {
    does: 'makes a backup, restores it into scratch, and says how that went',
    load: async () => {
      const { drillCommand, drillHelp } = await import('#server/operator/backup/drill-command.ts');
      return [drillCommand, drillHelp];
    },
  },
  upgrade: {
    does: 'says whether this version may be started on the data there is (--check)',
    load: async () => {
      const { upgradeCommand, upgradeHelp } = await import('#server/operator/backup/upgrade-command.ts');
      return [upgradeCommand, upgradeHelp];
    },
  },
  'recovery-kit': {
    does: 'makes the page that backups open with, or confirms that it was printed',
    load: async () => {
      const { recoveryKitCommand, recoveryKitHelp } = await import('#server/operator/backup/kit-command.ts');
      return [recoveryKitCommand, recoveryKitHelp];
    },
  },
  'allow-any-address': {
    does: 'lets a workspace be entered from any network again',
    load: async () => {
      const { allowAnyAddressCommand, allowAnyAddressHelp } = await import(
        '#server/operator/allow-any-address.ts'
      );
      return [allowAnyAddressCommand, allowAnyAddressHelp];
    },
  },
  sso: {
    does: 'lifts enforced single sign-on, or verifies an e-mail domain, from outside',
    load: async () => {
      const { ssoCommand, ssoHelp } = await import('#server/operator/sso.ts');
      return [ssoCommand, ssoHelp];
    },
  },
  'evidence-pack': {
    does: 'signs what can be shown of security today, or verifies such a pack offline',
    load: async () => {
      const { evidencePackCommand, evidencePackHelp } = await import('./evidence-pack/command.ts');
      return [evidencePackCommand, evidencePackHelp];
    },
  },
  'standing-attack': {
    does: 'tries to reach one synthetic workspace from another; opens an incident where that succeeds',
    load: async () => {
      const { standingAttackCommand, standingAttackHelp } = await import('./standing-attack/command.ts');
      return [standingAttackCommand, standingAttackHelp];
    },
  },
  'dns-review': {
    does: 'looks for DNS records that dangle, and keeps the review of the quarter',
    load: async () => {
      const { dnsReviewCommand, dnsReviewHelp } = await import('#server/operator/dns-review/command.ts');
      return [dnsReviewCommand, dnsReviewHelp];
    },
  },
  claims: {
    does: 'lists every promise and whether it is proven',
    load: async () => {
      const { claimsCommand, claimsHelp } = await import('./claims.ts');
      return [claimsCommand, claimsHelp];
    },
  },
  prove: {
    does: 'tries every promise against a running deployment',
    load: async () => {
      const { proveCommand, proveHelp } = await import('./prove.ts');
      return [proveCommand, proveHelp];
    },
  },
};
