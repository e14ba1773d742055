import { createRoot } from 'react-dom/client';
import { supplyClipboard } from './clipboard.ts';
import { openingLanguage } from './language.ts';
import { giveNonceToStyles } from './styleNonce.ts';
import { speak } from './words/words.ts';
import { supplyWorkers } from './workers.ts';

// Before the editor is loaded: it makes style elements, and fixes most of its texts, as soon as it is.
giveNonceToStyles(document);
supplyClipboard(navigator, document);
supplyWorkers();

const language = openingLanguage(localStorage, navigator.language);
if (language === 'zh') speak((await import('./words/chinese.ts')).chinese);

const { Explorer } = await import('./Explorer.tsx');
const root = document.getElementById('root');
if (!root) throw new Error('The page has no element "root".');
createRoot(root).render(<Explorer language={language} />);
