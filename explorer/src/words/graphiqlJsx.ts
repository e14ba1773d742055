import type { ElementType, Key } from 'react';
import { jsxs as createMany, jsx as createOne, Fragment } from 'react/jsx-runtime';
import { word } from './words.ts';

interface Props {
  readonly [name: string]: unknown;
}

// Names out of the schema or the question stay as they are, even one that happens to be a word of the interface.
const NAMES = /-(type|field|argument)(-name)?$|graphiql-tab-button/;

const inWords = (value: unknown): unknown =>
  typeof value === 'string' ? word(value) : Array.isArray(value) ? value.map(inWords) : value;

const label = (props: Props): unknown =>
  // The search field of the documentation has only its shortcut to go by.
  props['data-cy'] === 'doc-explorer-input' ? word('Search in documentation') : inWords(props['aria-label']);

const spoken = (props: Props): Props => {
  if (typeof props.className === 'string' && NAMES.test(props.className)) return props;
  // An icon's title is made of its function's name, which the build shortens; the word beside it or its button says it all.
  if (typeof props.title === 'string' && props.title.endsWith(' icon'))
    return { ...props, title: undefined, 'aria-hidden': true };
  const labelled = label(props);
  const children = 'children' in props ? { children: inWords(props.children) } : {};
  return { ...props, ...children, ...(labelled === undefined ? {} : { 'aria-label': labelled }) };
};

/**
 * The JSX runtime that the build gives to GraphiQL's packages in place of React's: every text they put on the page or in an
 * `aria-label` passes through `word`. Other properties are left alone, because some are keys as well (a section's `title`).
 */
export const jsx = (type: ElementType, props: Props, key?: Key) => createOne(type, spoken(props), key);
export const jsxs = (type: ElementType, props: Props, key?: Key) => createMany(type, spoken(props), key);
export { Fragment };
