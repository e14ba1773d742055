import { errorCodes } from '@hub/kernel';
import type { GraphQLFormattedError } from 'graphql';

const ours: ReadonlySet<string> = new Set(errorCodes);

/** Apollo's and graphql-js's codes for input that breaks its own form. */
const inputCodes: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** Brings every error to the closed list of codes; what is not on it is a fault and is masked. */
export function formatError({ message, extensions, ...place }: GraphQLFormattedError): GraphQLFormattedError {
  const { code, reason, department } = extensions ?? {};
  if (typeof code === 'string' && inputCodes.has(code)) {
    return { message: withoutValues(message), ...place, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (typeof code !== 'string' || !ours.has(code) || code === 'INTERNAL_SERVER_ERROR') {
    return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  }
  const told = { code, ...(reason !== undefined && { reason }), ...(department !== undefined && { department }) };
  return { message: code === 'BAD_USER_INPUT' ? withoutValues(message) : message, ...place, extensions: told };
}

/** A value that was typed wrongly may be somebody's ID number: messages name the place and never echo the value. */
const withoutValues = (message: string): string =>
  echoes.reduce((text, [echo, instead]) => text.replace(echo, instead), message);

/** Where graphql-js quotes what it was given; a quoted field stays when it has the form of a name. */
const echoes: readonly (readonly [RegExp, string])[] = [
  [/got invalid value [\s\S]*?(?=( at "|; |$))/, 'got an invalid value'],
  [/(cannot represent (?:[\w-]+ )*value: )[\s\S]*$/, '$1(not shown).'],
  [/Value "[\s\S]*" does not exist in/, 'The value does not exist in'],
  [/Field "(?![_A-Za-z]\w*")[\s\S]*" is not defined/, 'A field is not defined'],
  [/^(Syntax Error: [\s\S]*?(?:String|BlockString|Int|Float)) "[\s\S]*$/, '$1.'],
];
