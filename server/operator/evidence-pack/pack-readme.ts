/** What a reader of a pack is told first. */
export const README = `Caseward evidence pack

What one deployment could show of its security on one day. To see that no byte was changed since it was signed, on
any machine with Caseward's code, without network or database:

  npx caseward evidence-pack verify FILE --key KEY

KEY is the public key of the deployment's audit log. Get it elsewhere than from this file (an export of the audit log
names it, so does a checkpoint that was kept): without it, somebody may have signed another pack with a key of their own.

  manifest.json, .note, key.txt   every file with its SHA-256; the signature; the key
  claims/registry.json            each promise, what its proof leaves open, and what proves it
  claims/published.json           what was found of each here: status, dates, days on which it was broken
  claims/proof-output.json        what each proof said when it last ran beside this code
  tests/summary.json              the last run of the test suite, file by file; what failed, what was left out and why
  records/drills.json             restores that were rehearsed in the last year
  records/backups.json            backups of the last 90 days, counted
  records/access-reviews.json     reviews of access in the last year, counted over all workspaces
  records/standing-attacks.json   rounds of the standing attacker in the last year, counted
  records/dns-reviews.json        when DNS records were reviewed, how many, with how many findings
  assessments/*.json              every requirement of ASVS 5.0, levels 1 and 2, and every SOC 2 criterion, with evidence
  audit/checkpoint.txt, keys.txt  size and root of the audit log, signed; every key it was signed with
  build/files.sha256              every file that runs: sha256sum --check files.sha256
  build/sbom.cdx.json             third parties (CycloneDX)

What it does not show: that the machine runs this code and no other, that nobody with its keys signed something false,
and whatever stands beside each promise as not proven.
`;
