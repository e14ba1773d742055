import { HubError } from '@hub/kernel';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** Bounds that hurt no real question and stop documents that are made to hurt. */
export const bounds = { tokens: 2000, depth: 15, fields: 500, aliases: 30, rootFields: 20 } as const;

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

/** Refuses a document beyond the bounds, on the bare syntax tree, with each fragment measured once. */
export function checkBounds(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measure = measurer(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, fields, aliases } = measure(definition.selectionSet);
    refuseAbove('TOO_DEEP', depth, bounds.depth);
    refuseAbove('TOO_MANY_FIELDS', fields, bounds.fields);
    refuseAbove('TOO_MANY_ALIASES', aliases, bounds.aliases);
    refuseAbove('TOO_MANY_ROOT_FIELDS', definition.selectionSet.selections.length, bounds.rootFields);
  }
}

function refuseAbove(message: string, met: number, most: number): void {
  if (met > most) throw new HubError('TOO_COMPLEX', message, { met: Number.isFinite(met) ? met : null, most });
}

function measurer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Size {
  const known = new Map<string, Size>();
  const none: Size = { depth: 0, fields: 0, aliases: 0 };

  function ofFragment(name: string): Size {
    const size = known.get(name);
    if (size) return size;
    const fragment = fragments.get(name);
    if (!fragment) return none;
    // A fragment that spreads itself is measured as infinite, so that it is refused here.
    known.set(name, { depth: Number.POSITIVE_INFINITY, fields: Number.POSITIVE_INFINITY, aliases: 0 });
    const measured = measure(fragment.selectionSet);
    known.set(name, measured);
    return measured;
  }

  function measure(set: SelectionSetNode): Size {
    let depth = 0;
    let fields = 0;
    let aliases = 0;
    for (const selection of set.selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? measure(selection.selectionSet)
            : none;
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      fields += inner.fields + (isField ? 1 : 0);
      aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
    }
    return { depth, fields, aliases };
  }
  return measure;
}
