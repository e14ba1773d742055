/** The two languages of everything said to people. */
export type Language = 'zh' | 'en';

const KEY = 'hub.language';

/** The language chosen earlier on this machine, else the browser's: Chinese for any `zh…`, English otherwise. */
export const openingLanguage = (stored: Storage, browserLanguage: string): Language => {
  const chosen = stored.getItem(KEY);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return browserLanguage.toLowerCase().startsWith('zh') ? 'zh' : 'en';
};

export const rememberLanguage = (stored: Storage, language: Language): void => stored.setItem(KEY, language);

export const otherLanguage = (language: Language): Language => (language === 'zh' ? 'en' : 'zh');
