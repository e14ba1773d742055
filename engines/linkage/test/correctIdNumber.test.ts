import { parseResidentIdNumber, residentIdNumberOf } from '@hub/values';
import { describe, expect, it } from 'vitest';
import { idNumberCorrections } from '../src/index.ts';
import { sequence } from './people.ts';

const number = residentIdNumberOf({ divisionCode: '510104', bornOn: '1985-03-17', sequence: 123 });

describe('idNumberCorrections', () => {
  it('finds the number behind every slip of one sign or two neighbours', () => {
    let slips = 0;
    for (let at = 0; at < 18; at += 1) {
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
      for (const sign of ['0', '4', '7']) {
        const slipped = number.slice(0, at) + sign + number.slice(at + 1);
        for (const wrong of at < 17 ? [slipped, swapped] : [slipped]) {
          if (wrong === number || parseResidentIdNumber(wrong).ok) continue;
          slips += 1;
          expect(idNumberCorrections(wrong)).toContain(number);
        }
      }
    }
    expect(slips).toBeGreaterThan(60);
  });

  it('gives valid numbers only, each once and in order, and few when the record knows the birth date', () => {
    const random = sequence(5);
    let all = 0;
    let confirmed = 0;
    for (let round = 0; round < 200; round += 1) {
      const at = Math.floor(random() * 17);
      const wrong =
        number.slice(0, at) + ((Number(number[at]) + 1 + Math.floor(random() * 9)) % 10) + number.slice(at + 1);
      const found = idNumberCorrections(wrong);
      expect(found).toEqual([...new Set(found)].sort());
      for (const each of found) expect(parseResidentIdNumber(each).ok).toBe(true);
      const known = idNumberCorrections(wrong, { bornOn: '1985-03-17', gender: 'MALE' });
      expect(known).toContain(number);
      all += found.length;
      confirmed += known.length;
    }
    expect(all / 200).toBeLessThan(25);
    expect(confirmed).toBeLessThan(all);
  });

  it('gives none for a valid number, a masked one, another birth date, and other texts', () => {
    const wrong = `${number.slice(0, 17)}${number[17] === '1' ? '2' : '1'}`;
    expect(idNumberCorrections(wrong)).toContain(number);
    expect(idNumberCorrections(wrong, { bornOn: '1991-11-21', gender: null })).toEqual([]);
    for (const text of [number, '510104********1234', '', '51010419850317', 'passport E12345678'])
      expect(idNumberCorrections(text)).toEqual([]);
  });
});
