/** Loads slices for some of the subgraphs. */
export interface Loader {
  /** Resolves when all of the slices are written. */
  load(slices: readonly number[]): Promise<void>;
}

export interface Steps {
  isStopped(): boolean;
  /** All loaders have loaded all groups before this one. */
  onDone(groups: number): void;
}

/** So many groups may one be before another: each goes on while the other has a longer one, and little is loaded twice after an interruption. */
const groupsAhead = 2;

/**
 * Has each loader load all groups in their order, none far before another. All loaders have ended when it resolves, with whether all is
 * loaded, and when it rejects: nothing writes on while the stores are closed.
 */
export async function loadInStep(
  groups: readonly (readonly number[])[],
  loaders: readonly Loader[],
  { isStopped, onDone }: Steps,
): Promise<boolean> {
  const done = loaders.map(() => 0);
  const behind = () => Math.min(...done);
  let ended = false;
  let progress = Promise.withResolvers<void>();
  const tell = () => {
    progress.resolve();
    progress = Promise.withResolvers();
  };
  const run = async (loader: Loader, place: number): Promise<void> => {
    for (const [index, group] of groups.entries()) {
      while (!ended && index - behind() >= groupsAhead) await progress.promise;
      if (ended || isStopped()) return;
      await loader.load(group);
      const before = behind();
      done[place] = index + 1;
      if (behind() > before) onDone(behind());
      tell();
    }
  };
  const runs = loaders.map(async (loader, place) => {
    try {
      await run(loader, place);
    } finally {
      ended ||= done[place] !== groups.length;
      tell();
    }
  });
  for (const outcome of await Promise.allSettled(runs)) if (outcome.status === 'rejected') throw outcome.reason;
  return behind() === groups.length;
}
