export { DepartureDialog } from './departure-dialog.tsx';
export { DeparturesPanel } from './departures-panel.tsx';
