/** Stands at the head of every archive. */
export function readme(): string {
  return `# A workspace, exported from Caseward

- \`records/KIND-0001.ndjson\`, \`-0002\` and so on: one record a line, as JSON (NDJSON, UTF-8). A field has the name of
  its column; what is sealed in the database stands here in clear. Times are ISO 8601, ids are UUIDs, and a field that
  ends in \`_id\` names a record of another kind; \`user_id\`, \`owner_id\` and the like name the person of a
  \`memberships\` record with that \`user_id\`.
- \`files/ID/NAME\`: the files of cases; ID is that of the \`evidence\` record.
- \`audit-log.jsonl\`: the audit log with its proofs; \`caseward audit verify\` checks it without a server.
- \`csv/cases.csv\`: the cases as a table.
- \`manifest.json\`: every file with its size and SHA-256, and what is left out with the reason. Passwords, tokens, keys
  and secrets of connected services never leave.

\`caseward import\` makes a workspace of this archive in another deployment.
`;
}
