// How the app is built and tested. `npm run dev` proxies the API to a running server, see README.md.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.ORDERYARD_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  // The server puts a fresh nonce here with every answer; Mantine's style tags carry it.
  html: { cspNonce: '__ORDERYARD_NONCE__' },
  build: {
    // Older targets make Lightning CSS rewrite light-dark() and lose the colours.
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    modulePreload: { polyfill: false },
    manifest: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: server, changeOrigin: true, headers: { origin: server } },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test_setup.ts'],
    reporters: ['default'],
  },
});
