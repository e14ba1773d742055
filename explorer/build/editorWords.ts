import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { readMonacoChinese } from './readMonacoChinese.ts';

const GRAPHIQL = /node_modules[\\/](graphiql|@graphiql)[\\/]/;
const MONACO = /node_modules[\\/]monaco-editor[\\/]/;
const LABELS = /node_modules[\\/]@graphiql[\\/]react[\\/]dist[\\/]constants\.js$/;
const VIRTUAL = 'virtual:monaco-chinese';

const ownFile = (name: string): string => fileURLToPath(new URL(`../src/words/${name}`, import.meta.url));

/** Which of our files an import inside the editor's packages gets in place of its own, if any. */
const substitute = (source: string, importer: string): string | undefined => {
  if (GRAPHIQL.test(importer) && source === 'react/jsx-runtime') return ownFile('graphiqlJsx.ts');
  if (GRAPHIQL.test(importer) && source.endsWith('/image-preview.js')) return ownFile('noImagePreview.ts');
  if (MONACO.test(importer) && /[\\/]nls\.js$/.test(source)) return ownFile('monacoNls.ts');
  return undefined;
};

/**
 * Lets the editor speak the page's language. GraphiQL and Monaco have no setting for it, so the build puts our functions where
 * their texts pass: GraphiQL's JSX runtime, the labels of its editor commands, and Monaco's `nls.js`.
 */
export const editorWords = (): Plugin => ({
  name: 'hub:editor-words',
  enforce: 'pre',
  resolveId: (source, importer) => {
    if (source === VIRTUAL) return `\0${VIRTUAL}`;
    return importer === undefined ? undefined : substitute(source, importer);
  },
  load: (id) =>
    id === `\0${VIRTUAL}` ? `export const monacoChinese = ${JSON.stringify(readMonacoChinese())};` : undefined,
  transform: (code, id) => {
    if (!LABELS.test(id)) return undefined;
    const labelled = code.replace(/\blabel: ("[^"]+")/g, 'label: word($1)');
    if (labelled === code) throw new Error('GraphiQL no longer keeps the labels of its commands in constants.js.');
    return { code: `import { word } from ${JSON.stringify(ownFile('words.ts'))};\n${labelled}`, map: null };
  },
});
