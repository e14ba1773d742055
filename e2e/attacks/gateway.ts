import { defaultBounds, defaultSettings, type GatewaySettings } from '@hub/gateway';
import type { House } from '../house.ts';

/** A gateway of its own on a house that stands, so that bounds may be small. */
export async function withGateway(
  { hub }: House,
  settings: Partial<GatewaySettings>,
  ask: (url: string) => Promise<void>,
): Promise<void> {
  const ready = { isReady: () => true, progress: () => '' };
  const gateway = await hub.openGateway(ready, { ...defaultSettings, ...settings });
  try {
    await ask(await gateway.listen('127.0.0.1', 0));
  } finally {
    await gateway.close();
  }
}

/** Settings in which some bounds are other than the default. */
export const bounded = (bounds: Partial<typeof defaultBounds>) => ({ bounds: { ...defaultBounds, ...bounds } });
