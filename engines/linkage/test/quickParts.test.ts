import { residentIdCheckDigit } from '@hub/values';
import { describe, expect, it } from 'vitest';
import { type FieldKind, PARTS } from '../src/fileModel.ts';
import { partsOf, partsOfId, quickPartsFor, quickPartsOfId } from '../src/normaliseValue.ts';
import { TextNumbers } from '../src/textTable.ts';
import { WaitingTexts } from '../src/waitingTexts.ts';
import { sequence } from './people.ts';

const random = sequence(3);
const pick = (from: string): string => [...from][Math.floor(random() * [...from].length)] ?? '';
const made = (from: string, most: number): string =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(from)).join('');

/** Both ways to the parts of a text, with one numbering; `null` where there is no short way. */
const bothOf = (kind: FieldKind, texts: readonly string[]) => {
  const numbers = new TextNumbers();
  const parts = new Int32Array(PARTS[kind].length);
  const waiting = new WaitingTexts(numbers, parts);
  const quick = quickPartsFor(kind, numbers, waiting);
  return texts.map((text) => {
    const bytes = new TextEncoder().encode(text);
    parts.fill(0);
    const isQuick = quick?.(bytes, 0, bytes.length, parts, 0) ?? false;
    waiting.settle();
    const long = partsOf(kind, text, numbers);
    return { text, quick: isQuick ? [...parts] : null, long: [...parts.keys()].map((part) => long[part] ?? 0) };
  });
};

const expectSame = (kind: FieldKind, texts: readonly string[], leastQuick: number): void => {
  const both = bothOf(kind, texts);
  for (const { text, quick, long } of both)
    if (quick !== null) expect({ text, parts: quick }).toEqual({ text, parts: long });
  expect(both.filter(({ quick }) => quick !== null).length / both.length).toBeGreaterThan(leastQuick);
};

describe('the short way to the parts of a value', () => {
  it('gives the parts of the long way for names', () => {
    const signs = '王李張张刘劉付傅欧阳单仇伟偉秀英不详未知某生先女士志同老师傅·A 1測试';
    expectSame(
      'name',
      Array.from({ length: 4000 }, () => made(signs, 5)),
      0.2,
    );
    for (const text of ['张伟', '张伟伟', '欧阳中华', '單雄信', '张先生', '不详', '测试', '王某某', '暂无'])
      expectSame('name', [text], -1);
    expect(bothOf('name', ['张伟', '单雄信', '欧阳中华']).every(({ quick }) => quick !== null)).toBe(true);
    expect(bothOf('name', ['张先生', '不详', '王某', '阿依·古丽', 'Smith']).every(({ quick }) => quick === null)).toBe(
      true,
    );
  });

  it('gives the parts of the long way for phones, and takes no placeholder', () => {
    const phones = Array.from({ length: 4000 }, () => `${pick('1112')}${pick('3456789012')}${made('0123456789', 9)}`);
    const counted = Array.from({ length: 500 }, () => `13${made('1234', 2)}${pick('12345678')}2345678`);
    expectSame('phone', [...phones, ...counted, '13800138000', '13912345678', '13888888888', '13987654321'], 0.05);
    const placeholders = ['13800138000', '13912345678', '13888888888', '13987654321', '13923456789', '11012345678'];
    expect(bothOf('phone', placeholders).every(({ quick }) => quick === null)).toBe(true);
    expect(bothOf('phone', ['13712904586', '19925908959']).every(({ quick }) => quick !== null)).toBe(true);
  });

  it('gives the parts of the long way for addresses', () => {
    const part = (): string => made('0123456789', 3);
    const way = (): string => made('中山人民南北二十環环路街巷道門门锦市區', 5);
    const word = (): string => pick('栋幢座室房楼-号门') + pick(' ') + (random() < 0.2 ? '单元' : '');
    const whole = (): string =>
      `${way()}${part()}号${part()}${word().trim()}${part()}${word().trim()}${random() < 0.5 ? part() : ''}`;
    expectSame('address', Array.from({ length: 6000 }, whole), 0.1);
    const usual = [
      '中山中巷41号8-2-1103',
      '天府街138号14栋',
      '人民北路212号20幢3-903',
      '武侯祠路206号2栋1单元701室',
      '玉林南街82号',
      '光明北45号14栋',
    ];
    expect(bothOf('address', usual).every(({ quick }) => quick !== null)).toBe(true);
    expectSame('address', usual, 0.9);
    const unusual = [
      '成都市武侯区人民南路3号',
      '东门街3号',
      '解放路2号院3栋',
      '青年路三号',
      '1号',
      '桂花巷',
      '和平路12号4栋A座',
    ];
    expect(bothOf('address', unusual).every(({ quick }) => quick === null)).toBe(true);
  });

  it('gives the parts of the long way for dates', () => {
    const two = (most: string): string => pick(most) + pick('0123456789');
    const dates = Array.from({ length: 2000 }, () => {
      const sign = pick('-/.');
      return `${two('0129')}${two('0123456789')}${sign}${two('01')}${sign}${two('0123')}`;
    });
    expectSame('date', dates, 0.2);
    const odd = [
      '0000-00-00',
      '0000-01-01',
      '1990-02/03',
      '1990-13-01',
      '1990-02-32',
      '1990年2月3日',
      '19900203',
      '03/02/1990',
    ];
    expectSame('date', odd, -1);
    expect(bothOf('date', ['1990-02-03', '1990/02/30']).every(({ quick }) => quick !== null)).toBe(true);
  });

  it('gives the parts of the long way for divisions', () => {
    const codes = Array.from({ length: 2000 }, () => `5${made('01', 5)}${made('01', 3)}${made('01', 3)}`);
    expectSame('division', codes, 0.01);
    expectSame('division', ['000000000000', '000000001001', '510104000000', '51010400000x', '5101 04 001002'], -1);
    expect(bothOf('division', ['510104001002', '510104000000']).every(({ quick }) => quick !== null)).toBe(true);
  });

  it('gives the parts of the long way for ID numbers, and for what they tell', () => {
    const valid = Array.from({ length: 1500 }, () => {
      const first = `${made('123456', 1)}${Array.from({ length: 5 }, () => pick('0123456789')).join('')}${pick('12')}${pick('09')}${Array.from({ length: 9 }, () => pick('0123456789')).join('')}`;
      return `${first}${residentIdCheckDigit(first)}`;
    });
    const wrong = valid.map((number) => `${number.slice(0, 17)}${pick('0123456789Xx')}`);
    const odd = ['111111111111111111', '510104********1234', '510104850317123', '51010419850317123x', 'E12345678', ''];
    expectSame('id', [...valid, ...wrong], 0.99);
    expectSame('id', odd, -1);
    for (const kind of ['date', 'exact'] as const) {
      const numbers = new TextNumbers();
      const quick = quickPartsOfId(kind, numbers);
      let short = 0;
      for (const text of [...valid, ...wrong, ...odd]) {
        const bytes = new TextEncoder().encode(text);
        const parts = new Int32Array(PARTS[kind].length);
        if (!quick(bytes, 0, bytes.length, parts, 0)) continue;
        short += 1;
        const long = partsOfId(kind, text, numbers);
        const found = parts[0] === 0 ? [] : [...parts];
        expect({ text, parts: found }).toEqual({ text, parts: [...long] });
      }
      expect(short).toBeGreaterThan(1000);
    }
  });
});
