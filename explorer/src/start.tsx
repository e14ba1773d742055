import { createRoot } from 'react-dom/client';
import { supplyClipboard } from './clipboard.ts';
import { openingLanguage } from './language.ts';
import { giveNonceToStyles } from './styleNonce.ts';
import { supplyWorkers } from './workers.ts';

// Before the editor is loaded, because it makes style elements as soon as it is.
giveNonceToStyles(document);
supplyClipboard(navigator, document);
supplyWorkers();

const { Explorer } = await import('./Explorer.tsx');
const root = document.getElementById('root');
if (!root) throw new Error('The page has no element "root".');
createRoot(root).render(<Explorer openingIn={openingLanguage(localStorage, navigator.language)} />);
