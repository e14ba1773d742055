import { loosen, simplify } from './characterForms.ts';

const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...['不详', '未知', '未填', '未登记', '无', '无名', '无名氏', '匿名', '姓名', '测试', '某某', '暂无'],
  ...['unknown', 'null', 'none', 'na', 'test', 'noname', 'anonymous'],
]);

/**
 * A name ready for comparison: NFKC (full width to half width), a remark in brackets dropped, middle dots, spaces and
 * punctuation removed, Latin letters in lower case, traditional and variant characters simplified.
 * Empty when nothing is left or when the text is a placeholder such as 不详.
 */
export const normaliseName = (name: string): string => {
  const whole = name.normalize('NFKC');
  const bare = whole.replace(/[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]/gu, '');
  const letters = (bare.trim() === '' ? whole : bare).replace(/[^\p{L}\p{M}\p{N}]/gu, '').toLowerCase();
  const simple = simplify(letters);
  return PLACEHOLDERS.has(simple) ? '' : simple;
};

/** The key under which names differ only by characters that clerks write for one another (付 for 傅). Takes a normalised name. */
export const looseName = (normalised: string): string => loosen(normalised);
