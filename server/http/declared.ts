import type { Route } from './route.ts';

/** Why the app did not start: a route that does not say what it must. */
export class UndeclaredRoute extends Error {
  override readonly name = 'UndeclaredRoute';
}

/** Checks at start what the types ask for at compile time: claim FC-13, "a route without an access rule does not start". */
export function assertDeclared(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const route of routes) {
    const name = `${route.method} ${route.url}`;
    for (const part of ['access', 'input', 'reply', 'rate', 'discloses', 'summary'] as const) {
      if (route[part] === undefined) throw new UndeclaredRoute(`${name} does not declare ${part}`);
    }
    if (seen.has(name)) throw new UndeclaredRoute(`${name} is declared twice`);
    seen.add(name);
    if (route.form === true && route.access.kind !== 'public') {
      throw new UndeclaredRoute(`${name} takes the form of another site and relies on a session`);
    }
    if (route.byPrograms === true && route.access.kind !== 'public') {
      throw new UndeclaredRoute(`${name} is for programs elsewhere and relies on a session`);
    }
    assertParams(name, route);
  }
}

function assertParams(name: string, route: Route): void {
  const inUrl = [...route.url.matchAll(/:(\w+)/g)].map(([, param]) => param);
  const declared = Object.keys(route.input.params?.shape ?? {});
  if (inUrl.join() !== declared.join())
    throw new UndeclaredRoute(`${name} declares params ${declared.join()}`);
  const { kind } = route.access;
  if ((kind === 'workspace' || kind === 'scim') && !inUrl.includes('workspaceId')) {
    throw new UndeclaredRoute(`${name} enters a workspace that its address does not name`);
  }
}
