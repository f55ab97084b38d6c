export { keepProbeMail } from './kept-mail.ts';
export { probeWorldRoutes } from './probe-world.routes.ts';
export { expiredProbeWorlds, makeProbeWorlds, purgeProbeWorlds } from './probe-world.ts';
export { makeSignedInPerson, type SignedInPerson } from './signed-in-person.ts';
