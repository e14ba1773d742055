import { type ASTNode, type ConstDirectiveNode, type DefinitionNode, Kind, parse, print, visit } from 'graphql';
import { keepNewest } from './keepNewest.ts';

/** Directives that tell a reader something; the others are between the gateway and the subgraphs. */
const told: ReadonlySet<string> = new Set(['fieldClass', 'listSize', 'deprecated', 'specifiedBy', 'oneOf']);

const isPlumbing = (name: string): boolean => /^(join|link|core|federation|cost)__/.test(name);

const isPublished = (definition: DefinitionNode): boolean => {
  if (definition.kind === Kind.SCHEMA_DEFINITION) return false;
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return told.has(definition.name.value);
  return !('name' in definition && definition.name && isPlumbing(definition.name.value));
};

const withoutPlumbing = (directives: readonly ConstDirectiveNode[]): readonly ConstDirectiveNode[] =>
  directives.filter(({ name }) => told.has(name.value));

/** The graph as it is published: every type, field and argument with its description, class and assumed size. */
export const publishedSdl = keepNewest((supergraph) => {
  const document = parse(supergraph);
  const published = { ...document, definitions: document.definitions.filter(isPublished) };
  return print(
    visit(published, {
      enter: (node: ASTNode) =>
        'directives' in node && node.directives
          ? { ...node, directives: withoutPlumbing(node.directives as readonly ConstDirectiveNode[]) }
          : undefined,
    }),
  );
});
