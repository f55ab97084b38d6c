import { type ComponentType, lazy } from 'react';

/**
 * A screen whose code comes when it is first wanted. `preload` lets the router fetch it before it shows it.
 * (The router's own helper would write to sessionStorage; this app keeps nothing in the browser: claim FC-10.)
 */
export function lazyScreen(load: () => Promise<ComponentType>) {
  const Screen = lazy(async () => ({ default: await load() }));
  const preload = async () => void (await load());
  return Object.assign(Screen, { preload });
}
