import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { CHECKED, withCheckedPreloads, withIntegrity } from './integrity.ts';

const PRELOAD_HELPER = /vite\/preload-helper\.js$/;

/** Signs `index.html` after the files are on disk: what is hashed is what is served. */
export function integrityPlugin(): Plugin {
  return {
    name: 'caseward:integrity',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: PRELOAD_HELPER },
      handler: (code) => ({ code: withCheckedPreloads(code), map: null }),
    },
    writeBundle(options, bundle) {
      const root = options.dir ?? 'dist';
      const checked = Object.values(bundle).some(
        (file) => file.type === 'chunk' && file.code.includes(CHECKED),
      );
      if (!checked) throw new Error('no chunk checks the integrity of the modules it loads');
      const page = join(root, 'index.html');
      const loaded = Object.keys(bundle).filter((file) => /\.(?:js|css)$/.test(file));
      const signed = withIntegrity(readFileSync(page, 'utf8'), loaded, (file) => sha384(join(root, file)));
      writeFileSync(page, signed);
    },
  };
}

function sha384(file: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
