const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
// Controls, spaces and the marks that turn the reading direction round make an address look like another one.
const DISGUISE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u;
const EVIDENCE = /^evidence:([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/** The address a link of a text may have: web or mail, or a section of the same text; nothing else. */
export function safeAddress(address: string): string | undefined {
  if (address.length > 2_000 || DISGUISE.test(address)) return undefined;
  if (/^#[\w-]+$/.test(address)) return address;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url.href;
}

/** The id in `evidence:<id>`: pictures come from the case's own evidence, from nowhere else. */
export function evidenceIdOf(address: string): string | undefined {
  return EVIDENCE.exec(address)?.[1];
}
