const { env } = process;

/** The language of the terminal, known before the house is loaded: commands on plain files need nothing else of it. */
export const terminalLanguage = (): 'en' | 'zh' => (/^zh/i.test(env.LC_ALL || env.LANG || '') ? 'zh' : 'en');
