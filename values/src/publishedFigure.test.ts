import { describe, expect, test } from 'vitest';
import { parsePublishedFigure } from './publishedFigure.ts';

describe('figures as offices publish them', () => {
  test.each([
    ['2772 人', 2772, 'EXACT', '人'],
    ['192名', 192, 'EXACT', '人'],
    ['4567人次', 4567, 'EXACT', '人次'],
    ['31.5%', 31.5, 'EXACT', '%'],
    ['216%', 216, 'EXACT', '%'],
    ['9.71 万元', 97_100, 'EXACT', '元'],
    ['131.2万元', 1_312_000, 'EXACT', '元'],
    ['1,434 名', 1434, 'EXACT', '人'],
    ['1139万小时', 11_390_000, 'EXACT', '小时'],
    ['覆盖率达 72%', 72, 'EXACT', '%'],
    ['组织实施公益创投36个', 36, 'EXACT', '个'],
    ['24 场次', 24, 'EXACT', '场'],
    ['18个月', 18, 'EXACT', '月'],
    ['四个', 4, 'EXACT', '个'],
    ['百分之七十', 70, 'EXACT', '%'],
    ['3500余名', 3500, 'AT_LEAST', '人'],
    ['2000多人次', 2000, 'AT_LEAST', '人次'],
    ['超2万人次', 20_000, 'AT_LEAST', '人次'],
    ['突破14万人', 140_000, 'AT_LEAST', '人'],
    ['1.3 万余名群众', 13_000, 'AT_LEAST', '人'],
    ['10多万人', 100_000, 'AT_LEAST', '人'],
    ['超1000件', 1000, 'AT_LEAST', '件'],
    ['满意度达90%以上', 90, 'AT_LEAST', '%'],
    ['百分之九十以上', 90, 'AT_LEAST', '%'],
    ['千余人次', 1000, 'AT_LEAST', '人次'],
    ['超百场', 100, 'AT_LEAST', '场'],
    ['十余项', 10, 'AT_LEAST', '项'],
    ['每人每年不低于5万元', 50_000, 'AT_LEAST', '元'],
    ['3年多', 3, 'AT_LEAST', '年'],
    ['60岁及以上', 60, 'AT_LEAST', '岁'],
    ['约6000 套', 6000, 'ABOUT', '套'],
    ['近500人', 500, 'ABOUT', '人'],
    ['近1000万元', 10_000_000, 'ABOUT', '元'],
    ['近千万元', 10_000_000, 'ABOUT', '元'],
    ['50人左右', 50, 'ABOUT', '人'],
    ['不足100户', 100, 'AT_MOST', '户'],
    ['不超过5个', 5, 'AT_MOST', '个'],
    ['30天以内', 30, 'AT_MOST', '天'],
  ])('%s is %d, %s, counted in %s', (raw, value, qualifier, unit) => {
    expect(parsePublishedFigure(raw)).toEqual({ ok: true, value: { value, qualifier, unit, raw }, warnings: [] });
  });
});

test.each([
  ['约628余人', 628, 'ABOUT'],
  ['近300万余元', 3_000_000, 'ABOUT'],
  ['超过10000余人', 10_000, 'AT_LEAST'],
  ['约100人以上', 100, 'ABOUT'],
])('%s has contradictory qualifiers and is kept as %d, %s', (raw, value, qualifier) => {
  expect(parsePublishedFigure(raw)).toMatchObject({
    ok: true,
    value: { value, qualifier, raw },
    warnings: ['CONTRADICTORY_QUALIFIERS'],
  });
});

test('a rate per ten thousand given in percent has a warning', () => {
  expect(parsePublishedFigure('每万人活跃率达15%')).toMatchObject({
    value: { value: 15, unit: '%' },
    warnings: ['CONTRADICTORY_RATE_BASE'],
  });
});

test('a number without a known measure word has a warning', () => {
  expect(parsePublishedFigure('1434')).toMatchObject({ value: { value: 1434, unit: null }, warnings: ['NO_UNIT'] });
});

test.each(['签约300户', '最近3个月', '近年来培训300人', '100人多次参加'])('%s holds no qualifier', (raw) => {
  expect(parsePublishedFigure(raw)).toMatchObject({ ok: true, value: { qualifier: 'EXACT' } });
});

test.each([
  ['', 'FIGURE_WITHOUT_NUMBER'],
  ['全覆盖', 'FIGURE_WITHOUT_NUMBER'],
  ['数万元', 'FIGURE_WITHOUT_NUMBER'],
  ['数十人', 'FIGURE_VAGUE'],
  ['十几个', 'FIGURE_VAGUE'],
  ['100场4567人次', 'FIGURE_NOT_ALONE'],
  ['1—6月', 'FIGURE_NOT_ALONE'],
  ['3 岗 12 级', 'FIGURE_NOT_ALONE'],
  ['1亿两千万元', 'FIGURE_NOT_ALONE'],
  ['两万五千人', 'FIGURE_NOT_ALONE'],
  ['三五人', 'FIGURE_NUMBER'],
  ['下降-5%', 'FIGURE_NEGATIVE'],
])('%j is refused as %s', (raw, problem) => {
  expect(parsePublishedFigure(raw)).toMatchObject({ ok: false, problem });
});

test('a scale moves the point exactly', () => {
  for (let cents = 1; cents < 10_000; cents += 7) {
    const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}万元`;
    expect(parsePublishedFigure(text)).toMatchObject({ value: { value: cents * 100 } });
  }
});
