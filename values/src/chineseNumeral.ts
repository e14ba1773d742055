const digitOf: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const placeOf: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Reads a Chinese numeral below ten thousand, `四` `十一` `三百零五` `千`, as a whole number; null when it is none. */
export function readChineseNumeral(text: string): number | null {
  let [total, digit] = [0, 0];
  let [lastPlace, digitPending] = [10_000, false];
  for (const sign of text) {
    const place = placeOf[sign];
    const value = digitOf[sign];
    if (place !== undefined) {
      if (place >= lastPlace) return null;
      // A bare 十, 百 or 千 is one of it: 十 is 10, 千余人 counts from 1000.
      total += (digitPending ? digit : 1) * place;
      [lastPlace, digitPending] = [place, false];
    } else if (value === undefined || (digitPending && digit !== 0)) {
      return null;
    } else {
      [digit, digitPending] = [value, true];
    }
  }
  return text === '' ? null : total + (digitPending ? digit : 0);
}
