/** A rule this product keeps by itself, or asks whoever runs it to keep, and the promises that show it. */
export type Policy = {
  readonly title: string;
  readonly rule: string;
  readonly claims: readonly string[];
};

export const POLICIES: readonly Policy[] = [
  {
    title: 'Access',
    rule: 'Everything is denied that no rule allows. Roles follow one table; nobody changes their own or grants above it. Members and their rights are reviewed periodically, and whoever leaves is out on the next request.',
    claims: ['FC-13', 'FC-15', 'FC-16', 'FTS-34', 'FTS-26'],
  },
  {
    title: 'Signing in',
    rule: 'Two factors within seven days, always for those who administer. Sessions end without activity, and sensitive actions ask for a fresh factor.',
    claims: ['FC-01', 'FC-05', 'FL-12', 'FTS-41'],
  },
  {
    title: 'Keys and encryption',
    rule: 'Content is sealed under keys of its workspace, files under keys of their own, backups under a key on paper. Keys can be rotated while the server serves, and go with what they seal.',
    claims: ['FTS-14', 'FC-24', 'FC-32'],
  },
  {
    title: 'Keeping and erasing data',
    rule: 'Each column has a class, a reason and an end. People get a copy of their own data and are erased when they ask; a workspace is purged with its keys 30 days after it was given up.',
    claims: ['FC-46', 'FTS-21', 'FTS-23'],
  },
  {
    title: 'Logging',
    rule: 'Who did and saw what is written down before they see it, by kind of field, never by value. Nobody can change or delete an entry, and an edit shows offline.',
    claims: ['FL-34', 'FC-29', 'FL-24'],
  },
  {
    title: 'Backups',
    rule: 'Every day, sealed, kept for 90 days; every week one is restored into scratch and verified.',
    claims: ['FL-03', 'FL-04'],
  },
  {
    title: 'Changes and releases',
    rule: 'Every build runs all security tests, and one that fails stops it. A person signs off the results of a release by name.',
    claims: ['FC-48', 'FC-49'],
  },
  {
    title: 'Third parties in the code',
    rule: 'Versions are exact and wait seven days; a published vulnerability or a licence that does not fit stops the build; a bill of materials lists them all.',
    claims: ['FC-51', 'FL-23'],
  },
  {
    title: 'Vulnerabilities',
    rule: 'Anyone can report one. It is acknowledged within one business day, and its reporter is told what becomes of it and credited if they wish.',
    claims: ['FTS-35', 'FL-38'],
  },
  {
    title: 'Incidents',
    rule: 'A critical report or a successful attack opens an incident with plan, owner and deadlines. For a breach, 72 hours run from when it was known; whom it concerns is computed from the log.',
    claims: ['FTS-36', 'FL-37'],
  },
];
