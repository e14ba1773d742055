import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { editorWords } from './build/editorWords.ts';

// "use no memo" speaks to the React compiler, which has already run over these packages when they were published.
const checks = { moduleLevelDirective: false };

export default defineConfig({
  plugins: [editorWords(), react()],
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
            // What start.tsx and the editor share must not end up in the editor's file: start.tsx has to run before it.
            { name: 'before', test: /preload-helper|[\\/]src[\\/](language|words[\\/]words)\.ts$/ },
            { name: 'monaco', test: /node_modules[\\/](monaco-|graphql[\\/]|graphql-language-service[\\/])[^?]*$/ },
          ],
        },
      },
    },
  },
  worker: { format: 'es', rolldownOptions: { checks } },
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000' } },
});
