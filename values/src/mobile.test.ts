import { expect, test } from 'vitest';
import { maskMobile, parseMobile } from './mobile.ts';

test.each([
  '13907175208',
  '+86 139 0717 5208',
  '+8613907175208',
  '008613907175208',
  '8613907175208',
  '139-0717-5208',
  '(+86)13907175208',
  '13907175208',
  "'13907175208",
])('%j is 13907175208', (text) => {
  expect(parseMobile(text)).toEqual({ ok: true, value: '13907175208', warnings: [] });
});

test.each(['130', '149', '158', '167', '173', '188', '199', '192'])('a number may begin with %s', (beginning) => {
  expect(parseMobile(`${beginning}07175208`)).toMatchObject({ ok: true });
});

test.each([
  ['', 'MOBILE_BLANK'],
  ['1390717520', 'MOBILE_FORM'],
  ['139071752080', 'MOBILE_FORM'],
  ['12907175208', 'MOBILE_FORM'],
  ['0717-6445566', 'MOBILE_FORM'],
  ['+1 415 555 2671', 'MOBILE_FORM'],
  ['1.39E+10', 'MOBILE_FORM'],
  ['无', 'MOBILE_FORM'],
  ['139****5208', 'MOBILE_MASKED'],
  ['13800000000', 'MOBILE_PLACEHOLDER'],
  ['13800138000', 'MOBILE_PLACEHOLDER'],
  ['11111111111', 'MOBILE_PLACEHOLDER'],
  ['00000000000', 'MOBILE_PLACEHOLDER'],
  ['13888888888', 'MOBILE_PLACEHOLDER'],
  ['12345678901', 'MOBILE_PLACEHOLDER'],
  ['12345678910', 'MOBILE_PLACEHOLDER'],
  ['13912345678', 'MOBILE_PLACEHOLDER'],
  ['13123456789', 'MOBILE_PLACEHOLDER'],
  ['13987654321', 'MOBILE_PLACEHOLDER'],
])('%j is refused as %s', (text, problem) => {
  expect(parseMobile(text)).toMatchObject({ ok: false, problem });
});

test.each([
  ['13907175208', '139****5208'],
  ['+86 139 0717 5208', '139****5208'],
  ['139****5208', '139****5208'],
  ['6445566', '*******'],
  ['', ''],
])('%j is masked as %j', (text, masked) => {
  expect(maskMobile(text)).toBe(masked);
});
