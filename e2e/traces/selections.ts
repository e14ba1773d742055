import {
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { apiSchema, type Field, objectTypesOf } from './apiSchema.ts';

/** A field under construction, with what is asked below it. */
interface Node {
  readonly head: string;
  readonly type: GraphQLNamedType;
  readonly depth: number;
  readonly parts: Part[];
}
/** What is asked of one object type below a node: below an interface each type has its own part. */
interface Part {
  readonly on: string | null;
  readonly leaves: string[];
  readonly nodes: Node[];
}

/** An object field of a type, which a document follows at most once. */
interface Way {
  readonly part: Part;
  readonly type: string;
  readonly field: Field;
  readonly depth: number;
}

// Well within the gateway's bounds: 500 fields, 2,000 tokens, 15 deep.
const mostFields = 240;
const mostDepth = 12;

const needsArguments = ({ args }: Field): boolean =>
  args.some(({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined);

const fieldsOf = (type: GraphQLNamedType): readonly Field[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

const isLeaf = (field: Field): boolean => isLeafType(getNamedType(field.type)) && !needsArguments(field);

/** The object fields of each type, found once: every selection looks at them many times. */
const foundWays = new Map<GraphQLNamedType, readonly Field[]>();

function waysIn(type: GraphQLNamedType): readonly Field[] {
  const ways =
    foundWays.get(type) ??
    fieldsOf(type).filter((field) => isCompositeType(getNamedType(field.type)) && !needsArguments(field));
  foundWays.set(type, ways);
  return ways;
}

const leavesOf = (type: GraphQLNamedType): string[] =>
  fieldsOf(type)
    .filter(isLeaf)
    .map(({ name }) => name);

function nodeOf(head: string, type: GraphQLNamedType, depth: number): Node {
  const parts = isAbstractType(type)
    ? [...(isInterfaceType(type) ? [type] : []), ...objectTypesOf(type)].map((one) => partOf(one.name, one))
    : [partOf(null, type)];
  return { head, type, depth, parts };
}

const partOf = (on: string | null, type: GraphQLNamedType): Part => ({ on, leaves: leavesOf(type), nodes: [] });

const waysOf = (node: Node): readonly Way[] =>
  node.parts.flatMap((part) => {
    const type = part.on === null ? node.type : apiSchema.getType(part.on);
    return (type ? waysIn(type) : []).map((field) => ({ part, type: type?.name ?? '', field, depth: node.depth + 1 }));
  });

const sizeOf = ({ parts }: Node): number => 2 + parts.reduce((sum, part) => sum + part.leaves.length, 0);

const print = ({ head, parts }: Node): string => `${head} { ${['__typename', ...parts.map(printPart)].join(' ')} }`;

const printPart = ({ on, leaves, nodes }: Part): string => {
  const inner = [...leaves, ...nodes.map(print)].join(' ');
  return on === null || inner === '' ? inner : `... on ${on} { ${inner} }`;
};

/** Ways that documents have followed so far, over all of them. */
export type Followed = Set<string>;

/**
 * All that can be asked below a field, in as many selections as the bounds demand: each follows every object field of every type at
 * most once, shallow ones first; those for which one has no room begin the next.
 */
export function deepSelections(head: string, type: GraphQLNamedType, followed: Followed): readonly string[] {
  const selections: string[] = [];
  let left = 0;
  do {
    const { text, news } = deepSelection(head, type, followed, selections.length > 0);
    left = news;
    if (selections.length === 0 || news > 0) selections.push(text);
  } while (left > 0 && selections.length < 20);
  return selections;
}

/** One selection; `preferNew` leaves out what earlier documents have followed, but for the way to what is new. */
function deepSelection(head: string, type: GraphQLNamedType, followed: Followed, preferNew: boolean) {
  const root = nodeOf(head, type, 1);
  const inThis = new Set<string>();
  let fields = sizeOf(root);
  let news = 0;
  const waiting = [...waysOf(root)];
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    const name = `${way.type}.${way.field.name}`;
    const target = getNamedType(way.field.type);
    if (inThis.has(name) || way.depth > mostDepth) continue;
    if (preferNew && followed.has(name) && !leadsToNew(target, followed, new Set([name]))) continue;
    const node = nodeOf(way.field.name, target, way.depth);
    if (fields + sizeOf(node) > mostFields) continue;
    inThis.add(name);
    if (!followed.has(name)) news++;
    fields += sizeOf(node);
    way.part.nodes.push(node);
    waiting.push(...waysOf(node));
  }
  for (const name of inThis) followed.add(name);
  return { text: print(root), news };
}

function leadsToNew(type: GraphQLNamedType, followed: Followed, seen: Set<string>): boolean {
  return [type, ...objectTypesOf(type)].some((one) =>
    waysIn(one).some((field) => {
      const name = `${one.name}.${field.name}`;
      if (seen.has(name)) return false;
      seen.add(name);
      return !followed.has(name) || leadsToNew(getNamedType(field.type), followed, seen);
    }),
  );
}

/** What identifies each row below a field: records by type and id, all else whole. */
export function lightSelection(type: GraphQLNamedType, depth = 0): string {
  if (isLeafType(type)) return '';
  const own = fieldsOf(type);
  if (own.some(({ name }) => name === 'id')) return '{ __typename id }';
  if (isAbstractType(type)) return '{ __typename }';
  const ways =
    depth < 3
      ? waysIn(type).map((field) => `${field.name} ${lightSelection(getNamedType(field.type), depth + 1)}`)
      : [];
  return `{ ${['__typename', ...leavesOf(type), ...ways].join(' ')} }`;
}

/** All leaf fields of what a field gives. */
export const flatSelection = (type: GraphQLNamedType): string => {
  const { parts } = nodeOf('', type, 1);
  return `{ ${['__typename', ...parts.map(printPart)].join(' ')} }`;
};

/** The shortest way from a root list to a field that takes arguments, as the selection around it. */
export function wayTo(typeName: string): { readonly before: string; readonly after: string } | null {
  const queue = waysIn(apiSchema.getQueryType() as GraphQLNamedType).map((field) => ({
    before: `{ ${field.name} { `,
    after: ' } }',
    type: getNamedType(field.type),
  }));
  const seen = new Set<string>();
  for (let one = queue.shift(); one; one = queue.shift()) {
    const { before, after, type } = one;
    if (type.name === typeName) return { before: `${before}__typename `, after };
    if (seen.has(type.name)) continue;
    seen.add(type.name);
    if (isAbstractType(type)) {
      for (const inner of objectTypesOf(type))
        queue.push({ before: `${before}__typename ... on ${inner.name} { `, after: ` }${after}`, type: inner });
      continue;
    }
    for (const field of waysIn(type))
      queue.push({ before: `${before}${field.name} { `, after: ` }${after}`, type: getNamedType(field.type) });
  }
  return null;
}
