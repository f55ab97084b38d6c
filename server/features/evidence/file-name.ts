const LONGEST = 150;
/** Control, format (bidi overrides, zero-width), surrogate, private and unassigned characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** Separators of paths, and what a shell, a Windows folder or a header would read as more than a name. */
const RESERVED = /[/\\:*?"<>|\u2044\u2215\u29F5\u29F8\uFE68\uFF0F\uFF3C]/g;
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * The name under which a file is shown and saved. Never empty, never a path, never one that reads as another
 * (claim FC-40); the ending is kept. Cleaning a clean name changes nothing.
 */
export function cleanFileName(given: string): string {
  const visible = given
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(RESERVED, '_')
    .replace(/\p{Zs}+/gu, ' ');
  const trimmed = visible.replace(/^[\s.]+|[\s.]+$/g, '');
  const named = DEVICE.test(trimmed) ? `_${trimmed}` : trimmed;
  return shortened(named) || 'file';
}

/** Cuts in the middle of the name, never inside a character, so that the ending survives. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,12}$/.exec(name)?.[0] ?? '';
  const kept = characters.slice(0, LONGEST - ending.length).join('');
  return kept.replace(/[\s.]+$/, '') + ending;
}
