import type { Catalogue } from '@hub/kernel';

/** Sentences for what the rules of referrals refuse, and for the reasons that people give. */
export const referralMessages = {
  NEED_NOT_OPEN: { zh: '需求“{need}”的状态是 {status}，不是 OPEN。', en: 'Need "{need}" is {status}, not OPEN.' },
  NEED_COVERED: {
    zh: '需求“{need}”只还需要 {wanted} 个单位。',
    en: 'Need "{need}" wants only {wanted} units more.',
  },
  RESOURCE_EXHAUSTED: {
    zh: '该资源余量不足，不能再承诺这么多。',
    en: 'Too little of the resource is left to promise as much.',
  },
  REFERRAL_ALREADY_OPEN: {
    zh: '该需求与该资源之间已有未办结的转介。',
    en: 'A referral of this need to this resource is open already.',
  },
  REFERRAL_OPEN_FOR_PERSON: {
    zh: '同一人的同一服务已有转介到该资源，且尚未办结。',
    en: 'The same person is referred to this resource for the same service already.',
  },
  REFERRAL_BREAKS_RULES: {
    zh: '该资源不能用于该需求。未满足的规则：{rules}。',
    en: 'This resource may not be used for this need. Rules that are broken: {rules}.',
  },
  REFERRAL_WITHOUT_UNITS: {
    zh: '转介数量至少为 1，不能为 {units}。',
    en: 'A referral has at least 1 unit, not {units}.',
  },
  REFERRAL_STATE: {
    zh: '转介“{referral}”的状态是 {state}，不能执行 {command}。',
    en: 'Referral "{referral}" is {state}; {command} does not follow on that.',
  },
  REFERRAL_NOT_YOURS: {
    zh: '此步骤（{command}）应由另一方办理。',
    en: 'This step ({command}) is for the other side to take.',
  },
  REFERRAL_DAY_TO_COME: { zh: '发生日期 {day} 晚于今天。', en: 'The day {day} is still to come.' },
  REFERRAL_DAY_TOO_EARLY: {
    zh: '发生日期 {day} 早于上一步骤的日期 {earliest}。',
    en: 'The day {day} is before {earliest}, the day of the step before.',
  },
  SERVED_UNITS: {
    zh: '部分提供时，实际数量应为 1 至 {most}，收到 {met}。',
    en: 'Of a part, 1 to {most} units were given, not {met}.',
  },
  REFERRAL_NO_CAPACITY: { zh: '名额或余量不足。', en: 'Nothing is left.' },
  REFERRAL_NO_TIME: { zh: '时间不合。', en: 'The times do not suit.' },
  REFERRAL_OUT_OF_AREA: { zh: '超出服务范围。', en: 'It is too far away.' },
  REFERRAL_NOT_SUITABLE: { zh: '所提供的帮助不适合。', en: 'The help is not what is needed.' },
  REFERRAL_CONFLICT_OF_INTEREST: { zh: '存在利益冲突，须回避。', en: 'The helper is too close to the case.' },
  REFERRAL_RECIPIENT_DECLINED: { zh: '服务对象不接受。', en: 'The person does not want it.' },
  REFERRAL_NOT_REACHED: { zh: '联系不上服务对象。', en: 'The person could not be reached.' },
  REFERRAL_NO_LONGER_NEEDED: { zh: '不再需要。', en: 'Help is no longer needed.' },
  REFERRAL_HELPER_UNAVAILABLE: { zh: '帮扶方无法提供。', en: 'The helper cannot come after all.' },
  REFERRAL_OVERCOMMITTED: { zh: '承诺的数量超过了现有数量。', en: 'More was promised than there is.' },
  REFERRAL_RECORDED_IN_ERROR: { zh: '登记有误。', en: 'It was written down by mistake.' },
  REFERRAL_OTHER: { zh: '其他原因。', en: 'Another reason.' },
} satisfies Catalogue;
