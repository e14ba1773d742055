import { getNamedType, isInputObjectType, isNonNullType } from 'graphql';
import { changesOfSchema } from './apiSchema.ts';
import type { Question } from './questions.ts';
import { lightSelection } from './selections.ts';
import { type Samples, valuesFor } from './values.ts';

const mostAtOnce = 15;
/** Ids and versions decide what a change finds; of all else one value is enough. */
const deciding: ReadonlySet<string> = new Set(['ID', 'version']);

/** Every change that takes an input, with every id of the samples and one of nobody's, and with versions that may be stale. */
export function changeQuestions(samples: Samples): readonly Question[] {
  return changesOfSchema.flatMap((field) => {
    const [argument] = field.args;
    const given = getNamedType(field.type).name;
    const input = argument && getNamedType(argument.type);
    if (!argument || !isInputObjectType(input)) return [];
    const variants = Object.values(input.getFields()).reduce<readonly Readonly<Record<string, unknown>>[]>(
      (inputs, { name, type, defaultValue }) => {
        const isDeciding = deciding.has(getNamedType(type).name) || deciding.has(name);
        if (!isDeciding && (!isNonNullType(type) || defaultValue !== undefined)) return inputs;
        // The id is one of what the change gives back.
        const values = valuesFor(name === 'id' ? given : name, type, samples);
        return values.slice(0, isDeciding ? 3 : 1).flatMap((value) => inputs.map((one) => ({ ...one, [name]: value })));
      },
      [{}],
    );
    const some = variants.slice(0, mostAtOnce);
    return [
      {
        name: field.name,
        query: `mutation (${some.map((_, at) => `$v${at}: ${argument.type}`).join(' ')}) { ${some
          .map(
            (_, at) => `f${at}: ${field.name}(${argument.name}: $v${at}) ${lightSelection(getNamedType(field.type))}`,
          )
          .join(' ')} }`,
        variables: Object.fromEntries(some.map((value, at) => [`v${at}`, value])),
      },
    ];
  });
}
