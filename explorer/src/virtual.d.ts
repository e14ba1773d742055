declare module 'virtual:monaco-chinese' {
  /** Monaco's messages, English to Chinese; made by build/readMonacoChinese.ts. */
  export const monacoChinese: Readonly<Record<string, string>>;
}
