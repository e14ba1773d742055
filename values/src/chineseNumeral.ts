const digits = '零一二三四五六七八九';
const placeOf: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Reads a Chinese numeral below ten thousand, `四` `十一` `三百零五` `千`, as a whole number; null when it is none. */
export function readChineseNumeral(text: string): number | null {
  const plain = text.replaceAll('两', '二').replaceAll('〇', '零');
  // 一百一 is 110 in speech and 101 to a careless reader.
  if (plain === '' || /[百千][一二三四五六七八九]$/.test(plain)) return null;
  let [total, lastPlace] = [0, 10_000];
  let waiting: number | null = null;
  for (const sign of plain) {
    const place = placeOf[sign];
    if (place === undefined) {
      if (!digits.includes(sign) || (waiting !== null && waiting !== 0)) return null;
      waiting = digits.indexOf(sign);
    } else {
      if (place >= lastPlace || waiting === 0) return null;
      // A bare 十, 百 or 千 is one of it: 十 is 10, 千余人 counts from 1000.
      total += (waiting ?? 1) * place;
      [lastPlace, waiting] = [place, null];
    }
  }
  return total + (waiting ?? 0);
}
