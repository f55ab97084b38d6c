export { ClamdScanner } from './clamd-scanner.ts';
export { openScanner, type ScanSettings } from './open-scanner.ts';
export type { Scanner, ScannerHealth, ScanResult } from './scanner.ts';
export { YaraScanner } from './yara-scanner.ts';
