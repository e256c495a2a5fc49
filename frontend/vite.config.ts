import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { themeVariables } from './build/theme-variables.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), themeVariables()],
  build: {
    outDir: resolve(import.meta.dirname, '../dist/site'),
    // An open page may still ask for a part of the build before; local/site/build-site.ts lets old parts go.
    emptyOutDir: false,
    target: 'es2023',
    // A page under a strict policy may not load what is written into it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
  },
});
