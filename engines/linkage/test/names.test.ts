import { describe, expect, it } from 'vitest';
import { compareBirthDates } from '../src/compareBirthDate.ts';
import { compareNames } from '../src/compareName.ts';
import { normaliseName } from '../src/index.ts';

describe('normaliseName', () => {
  it.each([
    ['王秀英', '王秀英', 'leaves a simple name alone'],
    [' 王 秀英 ', '王秀英', 'drops spaces'],
    ['王　伟', '王伟', 'drops the full-width space'],
    ['買買提·阿不都', '买买提阿不都', 'ignores the middle dot and simplifies'],
    ['买买提•阿不都', '买买提阿不都', 'ignores a bullet'],
    ['买买提.阿不都', '买买提阿不都', 'ignores a full stop'],
    ['陳國華', '陈国华', 'simplifies traditional characters'],
    ['ＬＩ Ｗｅｉ', 'liwei', 'brings full width to half width and lower case'],
    ['王秀英（户主）', '王秀英', 'drops a remark in brackets'],
    ['不详', '', 'knows a placeholder'],
    ['', '', 'accepts nothing'],
  ])('%s becomes "%s": %s', (name, normalised) => {
    expect(normaliseName(name)).toBe(normalised);
  });
});

describe('compareNames', () => {
  it.each([
    ['王秀英', '王秀英', 'EQUAL'],
    ['傅明', '付明', 'CHARACTER_FORM'],
    ['萧红', '肖红', 'CHARACTER_FORM'],
    ['王伟', '伟王', 'ORDER'],
    ['买买提阿不都', '阿不都买买提', 'ORDER'],
    ['王秀英', '王秀美', 'ONE_CHARACTER'],
    ['买买提阿不都', '买提阿不都', 'ONE_CHARACTER'],
    ['王秀英', '王英秀', 'ONE_CHARACTER'],
    ['王伟', '王刚', 'DIFFERENT'],
    ['王小明', '王明', 'DIFFERENT'],
    ['王秀英', '李秀美', 'DIFFERENT'],
    ['王秀英', '', 'MISSING'],
  ])('%s and %s are %s, whichever comes first', (left, right, level) => {
    expect(compareNames(left, right)).toBe(level);
    expect(compareNames(right, left)).toBe(level);
  });
});

describe('compareBirthDates', () => {
  it.each([
    ['1950-03-07', '1950-03-07', 'EQUAL'],
    ['1950-03-07', '1950-07-03', 'ONE_SLIP'],
    ['1950-03-07', '1958-03-07', 'ONE_SLIP'],
    ['1950-03-07', '1950-04-08', 'DIFFERENT'],
    ['1950-03-07', null, 'MISSING'],
    [null, null, 'MISSING'],
  ])('%s and %s are %s, whichever comes first', (left, right, level) => {
    expect(compareBirthDates(left, right)).toBe(level);
    expect(compareBirthDates(right, left)).toBe(level);
  });

  it('refuses another form', () => {
    expect(() => compareBirthDates('19500307', null)).toThrow('YYYY-MM-DD');
  });
});
