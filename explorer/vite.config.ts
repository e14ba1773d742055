import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// "use no memo" speaks to the React compiler, which has already run over these packages when they were published.
const checks = { moduleLevelDirective: false };

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // A font or picture inside a style sheet would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      checks,
      output: {
        codeSplitting: {
          groups: [
            { name: 'prettier', test: /node_modules[\\/]prettier[\\/]/ },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'preload', test: /vite[\\/]preload-helper/ },
            // Not the "?worker" modules: start.tsx uses those, and must run before any of Monaco does.
            { name: 'monaco', test: /node_modules[\\/](monaco-|graphql[\\/]|graphql-language-service[\\/]).*\.m?js$/ },
          ],
        },
      },
    },
  },
  worker: { format: 'es', rolldownOptions: { checks } },
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000' } },
});
