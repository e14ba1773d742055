export type Language = 'zh' | 'en';

export type MessageParams = Readonly<Record<string, string | number | null>>;

/** Sentences by code in both languages; `{name}` stands for a parameter. */
export type Catalogue = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** The sentence for a code in a language; a code without a sentence stands for itself. */
export function say(catalogue: Catalogue, language: Language, code: string, params: MessageParams = {}): string {
  const sentence = catalogue[code]?.[language];
  if (sentence === undefined) return code;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '—'));
}

/** The better of our two languages for an `Accept-Language` header or a `LANG`; English when neither is wished. */
export function languageOf(wish: string | undefined): Language {
  const wishes = (wish ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';');
      const quality = rest
        .find((text) => text.trim().startsWith('q='))
        ?.trim()
        .slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    });
  wishes.sort((a, b) => b.quality - a.quality);
  const best = wishes.find(({ tag }) => /^(zh|en)\b/.test(tag));
  return best?.tag.startsWith('zh') ? 'zh' : 'en';
}
