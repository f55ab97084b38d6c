/** The path to come back to after the provider; without its query, which the provider's way does not carry. */
export function returnPathOf(wanted: string | undefined): string | null {
  const [path = ''] = (wanted ?? '').split('?', 1);
  return path === '' || path === '/' ? null : path;
}
