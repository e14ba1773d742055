import type { Opening, Store } from '@hub/kernel';
import { modelVersionsIn } from '../model-version/modelVersion.repository.ts';
import { inForce, readVersion, shippedVersion, type VersionInForce } from '../model-version/modelVersion.rules.ts';
import { recordsIn } from '../record/record.repository.ts';
import type { LinkageTables } from '../tables.ts';
import { stateId } from './indexState.entity.ts';
import { peopleIndexIn } from './peopleIndex.repository.ts';

export interface VersionParts {
  readonly opening: Opening;
  readonly store: Store<LinkageTables>;
  /** The model version that comes with the hub. */
  readonly shipped: { readonly id: string; readonly content: string };
}

/**
 * The version that the store links by; a new store begins with the one that comes with the hub, and so does one whose version was
 * written by another edition of the engine, which nobody can weigh by any more.
 */
export async function versionInForce({ store, opening, shipped }: VersionParts): Promise<VersionInForce> {
  const known = await peopleIndexIn(store.reads).state();
  const stored = known && (await modelVersionsIn(store.reads).byId(known.modelVersion));
  const read = stored && readVersion(stored);
  if (read?.ok) return read.version;
  if (read)
    opening.log.warn('model version not readable', { version: stored?.id, place: read.place, instead: shipped.id });
  const version = shippedVersion(shipped.id, shipped.content, opening.clock().toISOString());
  await store.write(async (transaction) => {
    await recordsIn(transaction, store).lock();
    await modelVersionsIn(transaction.db).add(version);
    const index = peopleIndexIn(transaction.db);
    const state = await index.state();
    // Another process may have put a version in force meanwhile.
    if (state?.modelVersion !== known?.modelVersion) return;
    // Records that were linked before, by another version or by none, are looked at again.
    const relinkedAfter = (await index.count()) > 0 ? '' : null;
    await index.saveState({
      ...(state ?? { id: stateId, number: 0, token: '', nextVersion: null, nextBy: null }),
      ...{ modelVersion: version.id, relinkedAfter, inForceSince: version.madeAt },
    });
    const replaced = state?.modelVersion ?? null;
    await modelVersionsIn(transaction.db).noteActivation({
      ...{ version: version.id, replaced, at: version.madeAt, activatedBy: 'hub' },
    });
  });
  return inForce(version);
}

/** The version that is to be put in force; only one that can be weighed by is ever noted. */
export async function nextVersion({ store }: VersionParts): Promise<VersionInForce | null> {
  const next = (await peopleIndexIn(store.reads).state())?.nextVersion ?? null;
  const row = next === null ? undefined : await modelVersionsIn(store.reads).byId(next);
  const read = row && readVersion(row);
  return read?.ok ? read.version : null;
}

/** Puts the version in force, if it is still wished for, and has all records looked at again from the first one on. */
export async function putInForce(id: string, take: () => void, { store, opening }: VersionParts): Promise<void> {
  await store.write(async (transaction) => {
    await recordsIn(transaction, store).lock();
    const index = peopleIndexIn(transaction.db);
    const state = await index.state();
    if (state?.nextVersion !== id) return;
    const at = opening.clock().toISOString();
    const cleared = { nextVersion: null, nextBy: null, relinkedAfter: '' };
    await index.saveState({ ...state, ...cleared, modelVersion: id, inForceSince: at });
    const activatedBy = state.nextBy ?? 'hub';
    await modelVersionsIn(transaction.db).noteActivation({
      version: id,
      replaced: state.modelVersion,
      at,
      activatedBy,
    });
    // Before anybody else has the index: whoever comes next finds memory and store of one version.
    take();
  });
}
