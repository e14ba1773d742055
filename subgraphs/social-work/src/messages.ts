import type { Catalogue } from '@hub/kernel';

/** Sentences for what this subgraph's rules refuse. */
export const messages = {
  NEED_NOT_OPEN: { en: 'Need "{need}" is {status}, not OPEN.', zh: '需求“{need}”的状态是 {status},不是 OPEN。' },
  NEED_WITHOUT_UNITS: { en: 'A need has at least 1 unit, not {units}.', zh: '需求数量至少为 1,不能为 {units}。' },
  STATION_NOT_OPERATING: {
    en: 'Station "{station}" is {status}, not OPERATING.',
    zh: '社工站“{station}”的状态是 {status},尚未运行。',
  },
} satisfies Catalogue;
