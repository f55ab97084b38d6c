import type { Client } from 'pg';
import { sections } from './sections.ts';

const heading = `-- What all migrations together make. Written by \`npm run schema -- --write\`; never edited by hand.
-- pg-boss keeps its own schema and is not listed.
`;

/** The whole schema as text, the same for the same migrations: what migrations/schema.sql holds. */
export async function dumpSchema(client: Client): Promise<string> {
  // With an empty search path the catalogue functions write every name in full.
  await client.query(`set search_path = ''`);
  let text = heading;
  for (const { title, query } of sections) {
    const result = await client.query<{ line: string }>(query);
    const lines = result.rows.map((row) => row.line.trimEnd().replaceAll(/[ \t]+$/gm, ''));
    const apart = lines.some((line) => line.includes('\n')) ? '\n\n' : '\n';
    if (lines.length > 0) text += `\n-- ${title}\n\n${lines.join(apart)}\n`;
  }
  return text;
}
