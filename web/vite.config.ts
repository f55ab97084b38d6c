import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { integrityPlugin } from './build/integrity.plugin.ts';

// The asset folder is the only one served as immutable; nothing is inlined, the CSP forbids data: and inline.
export default defineConfig({
  plugins: [react(), tailwindcss(), integrityPlugin()],
  server: { port: 4401, proxy: { '/api': 'http://localhost:4400' } },
  build: {
    target: ['chrome125', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: true,
    // The one that draws PDFs, fetched when the first of them is looked at.
    chunkSizeWarningLimit: 1_800,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (file, dependencies, { hostType }) =>
        hostType === 'js' ? [...new Set([file, ...dependencies])] : dependencies,
    },
  },
});
