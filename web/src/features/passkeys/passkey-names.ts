const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android phone'],
  [/Macintosh/, 'Mac'],
  [/Windows/, 'Windows PC'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux PC'],
];

/** What a passkey made in this browser is likely to be called, not yet taken; to be changed by whoever makes it. */
export function suggestedName(userAgent: string, taken: readonly string[]): string {
  const device = DEVICES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Passkey';
  const names = [device, ...taken.map((_, index) => `${device} ${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? device;
}
