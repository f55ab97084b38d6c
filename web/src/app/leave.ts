/**
 * Leaves a page whose session is over. A full load, in place of the page that was shown: nothing of it stays
 * in memory, and the back button finds no copy of it (claim FC-07). `ended` has the next page say that it was not its
 * reader who ended it here.
 */
export function leaveForSignIn({ ended = false } = {}): void {
  const here = `${location.pathname}${location.search}`;
  const search = new URLSearchParams({ ...(ended && { ended: '1' }), ...(here !== '/' && { return: here }) });
  location.replace(search.size === 0 ? '/sign-in' : `/sign-in?${search}`);
}

/** Goes to another page, or an identity provider's, in place of the one shown; nothing of it stays in memory. */
export function leaveFor(address: string): void {
  location.replace(address);
}

/** After signing out: the start page, in place of the one shown. */
export function leaveForStart(): void {
  location.replace('/');
}

/** A page the browser kept alive (back-forward cache) is loaded anew: it asks the server who is there now. */
export function reloadWhenRestored(target: EventTarget = window, reload = () => location.reload()): void {
  target.addEventListener('pageshow', (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) reload();
  });
}
