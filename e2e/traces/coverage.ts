import {
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { apiSchema } from './apiSchema.ts';
import type { Question } from './questions.ts';

/** What questions have asked of the schema: `Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE`. */
export function coordinatesAsked(questions: readonly Question[]): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const [query, ofQuery] of Map.groupBy(questions, (question) => question.query)) {
    const document = parse(query);
    const [problem] = validate(apiSchema, document);
    if (problem) throw problem;
    const typeInfo = new TypeInfo(apiSchema);
    const valuesOf = (name: string): readonly unknown[] => ofQuery.map(({ variables }) => variables[name]);
    visit(
      document,
      visitWithTypeInfo(typeInfo, {
        Field: () => {
          asked.add(`${typeInfo.getParentType()?.name}.${typeInfo.getFieldDef()?.name}`);
        },
        Argument: ({ name, value }) => {
          asked.add(`${typeInfo.getParentType()?.name}.${typeInfo.getFieldDef()?.name}(${name.value}:)`);
          const type = typeInfo.getArgument()?.type;
          if (type && value.kind === 'Variable')
            for (const one of valuesOf(value.name.value)) addInput(asked, type, one);
        },
      }),
    );
  }
  return asked;
}

function addInput(asked: Set<string>, type: GraphQLInputType, value: unknown): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const one of value) addInput(asked, type, one);
    return;
  }
  const named = getNamedType(type);
  if (isEnumType(named)) asked.add(`${named.name}.${value}`);
  if (!isInputObjectType(named)) return;
  for (const [name, inner] of Object.entries(value as object)) {
    asked.add(`${named.name}.${name}`);
    const field = named.getFields()[name];
    if (field) addInput(asked, field.type, inner);
  }
}
