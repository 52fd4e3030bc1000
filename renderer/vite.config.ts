import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The renderer, built once for the desktop's own protocol and for the HTTP host: addresses are
 * relative, and nothing stands inline, since the content security policy allows only files of its own.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
