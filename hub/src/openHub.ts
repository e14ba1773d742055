import { fileURLToPath } from 'node:url';
import type { Gateway, GatewayParts, GatewaySettings } from '@hub/gateway';
import {
  type AskPort,
  type AuditPort,
  auditThrough,
  type Carrier,
  createRegistry,
  type Figure,
  faultFields,
  Gauge,
  localCarrier,
  type Opening,
  type Registry,
  type StoreLocation,
  type Subgraph,
  startWorkers,
  untilClosed,
  type WorkersStarted,
} from '@hub/kernel';
import { type SubgraphName, subgraphNames } from '@hub/schema';
import { openers } from './subgraphs.ts';

export interface HubParts extends Omit<Opening, 'location'> {
  locationOf(name: SubgraphName): StoreLocation;
  /** How a subgraph is reached; by a call in this process unless told otherwise. */
  readonly carry?: (subgraph: Subgraph) => Promise<Carrier>;
  readonly onPlan?: GatewayParts['onPlan'];
  /** Subgraphs whose workers do not run here. */
  readonly withoutWorkers?: boolean;
}

/** All subgraphs, opened and carried in one process; the gateway in front of them is opened apart. */
export interface Hub {
  readonly subgraphs: ReadonlyMap<SubgraphName, Subgraph>;
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly audit: AuditPort;
  /** Starts all workers; call it once, after bulk loads. */
  startWorkers(): WorkersStarted;
  openGateway(readiness: GatewayParts['readiness'], settings?: GatewaySettings): Promise<Gateway>;
  close(): Promise<void>;
}

/** Opens all subgraphs on their stores; what was opened is closed again when one of them fails. */
export async function openHub(parts: HubParts): Promise<Hub> {
  const subgraphs = new Map<SubgraphName, Subgraph>();
  const carriers = new Map<string, Carrier>();
  const closeAll = async () => {
    for (const subgraph of [...subgraphs.values()].reverse()) await subgraph.close();
  };
  try {
    for (const name of subgraphNames) {
      const subgraph = untilClosed(await openers[name]({ ...parts, location: parts.locationOf(name) }));
      subgraphs.set(name, subgraph);
      carriers.set(name, parts.carry ? await parts.carry(subgraph) : localCarrier(subgraph));
    }
  } catch (error) {
    await closeAll();
    throw error;
  }
  const access = carriers.get('access') as Carrier;
  const audit = auditThrough(access, parts.clock, parts.ids);
  let started: WorkersStarted | undefined;
  let gateway: Gateway | undefined;
  // Workers start before there is a gateway, and run where there is none.
  const ask: AskPort = async (question, signal) => {
    if (!gateway) throw new Error('The gateway is not open.');
    return gateway.ask(question, signal);
  };
  return {
    subgraphs,
    carriers,
    audit,
    startWorkers() {
      const all = [...subgraphs.values()].flatMap((subgraph) => subgraph.workers);
      started ??= startWorkers(all, {
        feed: (of) => feedOf(carriers, of),
        audit,
        ask,
        onFailure: (worker, failure) => parts.log.error('worker failed', { worker, ...faultFields(failure) }),
      });
      return started;
    },
    async openGateway(readiness, settings) {
      // Most commands serve nobody and need not wait for it to be loaded.
      const { createGateway, ownKeys } = await import('@hub/gateway');
      gateway = await createGateway({
        carriers,
        tokenKeys: ownKeys(parts.keys.ring('token-signing')),
        clock: parts.clock,
        ids: parts.ids,
        log: parts.log,
        registry: registryOf([...subgraphs.values()].flatMap(({ figures = [] }) => figures)),
        readiness,
        explorerFolder,
        ...(settings && { settings }),
        ...(parts.onPlan && { onPlan: parts.onPlan }),
      });
      return gateway;
    },
    async close() {
      await started?.stop();
      await closeAll();
    },
  };
}

/** The program's own figures, and those of the subgraphs in it. */
function registryOf(figures: readonly Figure[]): Registry {
  const registry = createRegistry();
  for (const { name, help, read } of figures)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  return registry;
}

function feedOf(carriers: ReadonlyMap<string, Carrier>, name: string) {
  const carrier = carriers.get(name);
  if (!carrier) throw new Error(`There is no subgraph ${name}.`);
  return carrier.feed;
}

const explorerFolder = fileURLToPath(new URL('../../explorer/dist', import.meta.url));
