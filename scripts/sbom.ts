/** Prints the bill of materials of the lock file, CycloneDX as JSON: `npm run --silent sbom > sbom.cdx.json`. */
import { fileURLToPath } from 'node:url';
import { readLockFile } from '#server/operator/supply/lock-file.ts';
import { sbomOf } from '#server/operator/supply/sbom.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
console.log(JSON.stringify(sbomOf(readLockFile(root)), null, 2));
