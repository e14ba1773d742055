import { monacoChinese } from 'virtual:monaco-chinese';
import { graphiqlChinese } from './graphiqlChinese.ts';

/** The editor's whole interface in Chinese; a file of its own, so that English pages never fetch it. */
export const chinese: Readonly<Record<string, string>> = { ...monacoChinese, ...graphiqlChinese };
