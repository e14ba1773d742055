import type { OpenedKeys } from './keys.ts';
import { KeyFailure, type KeyProvider } from './provider.ts';

/** Looks for other versions as often as the provider says it is worth it, until the signal fires; keeps no process alive. */
export function watchKeys(
  keys: OpenedKeys,
  { pollMs }: Pick<KeyProvider, 'pollMs'>,
  { signal, onFailure }: { readonly signal: AbortSignal; onFailure(sentence: string): void },
): void {
  if (pollMs === null) return;
  const look = async (): Promise<void> => {
    if (signal.aborted) return;
    await keys.refresh().catch((failure: unknown) => {
      // Another failure may hold what was read.
      onFailure(failure instanceof KeyFailure ? failure.message : 'The keys could not be read.');
    });
    wait();
  };
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(() => void look(), pollMs).unref();
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  wait();
}
