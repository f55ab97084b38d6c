export { AddressRulesPanel } from './address-rules-panel.tsx';
export { RangeList } from './range-list.tsx';
