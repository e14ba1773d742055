import type { Catalogue } from '@hub/kernel';

/** Sentences for what this subgraph's rules refuse. */
export const messages = {
  NEED_NOT_OPEN: { en: 'Need "{need}" is {status}, not OPEN.', zh: '需求“{need}”的状态是 {status},不是 OPEN。' },
  NEED_WITHOUT_UNITS: { en: 'A need has at least 1 unit, not {units}.', zh: '需求数量至少为 1,不能为 {units}。' },
  NEED_WITHOUT_AMOUNT: {
    en: 'A need says how much is needed: give units or a cadence.',
    zh: '需求须说明数量:请填写数量(units)或服务频次(cadence)。',
  },
  AMOUNT_TWICE: {
    en: 'The cadence gives the amount: give units or a cadence, not both.',
    zh: '服务频次已确定数量:数量(units)与服务频次(cadence)只能填一项。',
  },
  BAD_CADENCE: {
    en: 'In the cadence, {field} is {met} when expected {least} to {most}.',
    zh: '服务频次中 {field} 为 {met},应为 {least} 至 {most}。',
  },
  BAD_HELPERS: {
    en: 'helpers is {met} when expected 1 to {most}.',
    zh: '需同时到场人数为 {met},应为 1 至 {most}。',
  },
  BAD_WEEKDAY: {
    en: 'A weekday is {met} when expected 1 (Monday) to 7 (Sunday).',
    zh: '星期为 {met},应为 1(周一)至 7(周日)。',
  },
  BAD_EXCLUSIONS: {
    en: 'excludedProviders holds at most {most} ids of organisations.',
    zh: '须回避的机构最多 {most} 个,且须为机构编号。',
  },
  WISH_FOR_UNKNOWN_GENDER: {
    en: 'A wish of gender is FEMALE or MALE, not UNKNOWN.',
    zh: '性别意愿应为女(FEMALE)或男(MALE),不能为未知(UNKNOWN)。',
  },
  NO_HELPER_COMES: {
    en: '{field} is asked of whoever comes, and nobody comes for a need in {unit}: only for hours.',
    zh: '{field} 是对上门人员的要求,而以 {unit} 计量的需求无人上门,仅以小时计量的需求可填。',
  },
  STATION_NOT_OPERATING: {
    en: 'Station "{station}" is {status}, not OPERATING.',
    zh: '社工站“{station}”的状态是 {status},尚未运行。',
  },
} satisfies Catalogue;
