export { logWatchRoutes } from './log-watch.routes.ts';
export { streamsStore } from './log-work.store.ts';
export { streamsPart } from './streams.part.ts';
export { followLog, watchLog, workOnLogWatch } from './watch-log.ts';
