import { useState } from 'react';
import { FRESH, type Listing } from './list-filter.ts';

const remembered = new Map<string, Listing>();

/** The filter of a workspace's list, kept while the page lives: not in the address, not in the browser. */
export function useListing(workspaceId: string): [Listing, (listing: Listing) => void] {
  const [listing, setListing] = useState(() => remembered.get(workspaceId) ?? FRESH);
  const change = (next: Listing) => {
    remembered.set(workspaceId, next);
    setListing(next);
  };
  return [listing, change];
}
