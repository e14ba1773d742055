import { readFileSync } from 'node:fs';
import type { SealedColumns } from '@hub/vault';
import type { DeliveryConfig } from '../config.ts';
import { networksIn } from './networks.rules.ts';
import type { TargetDoors } from './sendToTarget.ts';
import { resolveHost } from './sendWebhook.ts';

const timeoutMs = 15_000;

/** The ways out of the hub, as they are configured; a wrong word in the configuration stops the start. */
export function openDoors({ networks: text, authorities, folder }: DeliveryConfig, sealed: SealedColumns): TargetDoors {
  const { networks, wrong } = networksIn(text);
  if (wrong.length > 0)
    throw new Error(`HUB_WEBHOOK_NETWORKS has "${wrong[0]}"; expected networks such as 10.1.0.0/16, parted by commas.`);
  const trusted = authorities === null ? [] : [readFileSync(authorities, 'utf8')];
  return { webhooks: { networks, authorities: trusted, timeoutMs, resolve: resolveHost }, folder, sealed };
}
