export { keepProbeMail } from './kept-mail.ts';
export { probeWorldRoutes } from './probe-world.routes.ts';
export { makeProbeWorlds, purgeProbeWorlds } from './probe-world.ts';
