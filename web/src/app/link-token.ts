import { useEffect, useState } from 'react';

const TOKEN = /^#([A-Za-z0-9_-]{20,128})$/;

/** The token in `#…` of a link: the part of an address that is never sent to a server. */
export function tokenOf(hash: string): string | undefined {
  return TOKEN.exec(hash)?.[1];
}

/**
 * Reads the token of the link this page was opened by, and takes it out of the address bar. Another link to the same page
 * begins it anew: a browser alone would change the address and nothing else.
 */
export function useLinkToken(): string | undefined {
  const [token] = useState(() => tokenOf(location.hash));
  useEffect(() => {
    if (token !== undefined) history.replaceState(history.state, '', location.pathname);
  }, [token]);
  useEffect(() => {
    const begin = () => tokenOf(location.hash) !== undefined && location.reload();
    window.addEventListener('hashchange', begin);
    return () => window.removeEventListener('hashchange', begin);
  }, []);
  return token;
}
