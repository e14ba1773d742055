import type { Catalogue } from '@hub/kernel';
import type { SentenceCode } from './match/match.rules.ts';
import { referralMessages } from './referral/referralMessages.ts';

/** Why a resource fits a need. */
const reasons = {
  SERVICE_FITS: { zh: '能提供所需服务：{service}。', en: 'It gives what is needed: {service}.' },
  URGENT: { zh: '需求紧急程度：{urgency}。', en: 'The need is pressing: {urgency}.' },
  WAITED: { zh: '该需求已等待 {days} 天。', en: 'Days that the need has waited: {days}.' },
  NEAR: {
    zh: '距离约 {distanceMetres} 米，在 {radiusMetres} 米服务半径之内。',
    en: 'It is about {distanceMetres} metres away, within its reach of {radiusMetres} metres.',
  },
  WITHIN_TIME: {
    zh: '{mode}约 {minutes} 分钟可达，在 {mostMinutes} 分钟服务圈之内。',
    en: 'It is about {minutes} minutes away {mode}, within its circle of {mostMinutes} minutes.',
  },
  OWN_COMMUNITY: { zh: '专为本社区服务。', en: 'It serves the very community of the need.' },
  IN_REGION: { zh: '服务地区包含该需求所在地。', en: 'The place of the need lies in the region that it serves.' },
  SKILL_FITS: { zh: '具备所需技能：{skill}。', en: 'It has the skill that is asked for: {skill}.' },
  VETTED: { zh: '已通过审核，有效期至 {until}。', en: 'The vetting that is asked for holds until {until}.' },
  CERTIFIED: { zh: '持有所需证书：{certificate}。', en: 'It holds the certificate that is asked for: {certificate}.' },
  VETTED_CLOSELY: {
    zh: '已通过面向未成年人和无民事行为能力人服务的从严审核，有效期至 {until}。',
    en: 'The enhanced vetting for children and people lacking capacity holds until {until}.',
  },
  ENOUGH_HELPERS: {
    zh: '可同时派出所需的 {helpers} 人。',
    en: 'The {helpers} people who are needed can come together.',
  },
  GENDER_AS_WISHED: {
    zh: '符合本人对服务人员性别的意愿：{gender}。',
    en: 'Somebody comes of the gender that was wished for: {gender}.',
  },
  LANGUAGE_AS_WISHED: {
    zh: '会说本人希望的语言或方言：{language}。',
    en: 'It speaks the language that she would like: {language}.',
  },
  TIME_FITS: { zh: '时间相合：{windows}。', en: 'Times that suit both: {windows}.' },
  GROUP_FITS: { zh: '属于该资源限定的帮扶对象。', en: 'It is meant for people like this one.' },
  PURPOSE_FITS: { zh: '符合捐赠人限定的用途。', en: 'It is meant for this purpose by its donor.' },
  GIVES_BESIDE: {
    zh: '配捐：其他资金每出 {forEach}，最多配 {gives}。',
    en: 'It gives at most {gives} for every {forEach} that others give.',
  },
  RESTRICTED_FIRST: {
    zh: '限定用途的资源先于不限定的使用。',
    en: 'What is bound to a purpose is spent before what is free.',
  },
  EXPIRES_SOON: { zh: '将于 {expiresOn} 到期，宜先使用。', en: 'It expires on {expiresOn} and should be used first.' },
  KNOWN_HELPER: { zh: '曾服务过本人，最近一次为 {on}。', en: 'It served her before, last on {on}.' },
  KNOWN_PROVIDER: {
    zh: '同一机构的其他人员曾服务过本人，最近一次为 {on}。',
    en: 'Others of the same provider served her before, last on {on}.',
  },
  LITTLE_LOAD: {
    zh: '近期服务量较轻：{units}，同类平均约 {peersMean}。',
    en: 'It carried little lately: {units}, where its peers carried about {peersMean}.',
  },
  DECLINED_BEFORE: { zh: '注意：双方曾于 {on} 未能达成服务。', en: 'Mind that the two did not agree on {on}.' },
};

/** Why a need, or the rest of it, got nothing. */
const obstacles = {
  NO_RESOURCE_OF_SERVICE: {
    zh: '目前没有任何资源提供该服务：{service}。',
    en: 'Nobody offers this service: {service}.',
  },
  NONE_FOR_THE_PURPOSE: {
    zh: '其他条件都相符的资源均限定用于其他用途。',
    en: 'What fits otherwise is meant for other purposes.',
  },
  NONE_PERMITTED: {
    zh: '其他条件都相符的资源须回避，或已有转介。',
    en: 'What fits otherwise is excluded for this need or already referred to it.',
  },
  NONE_CURRENT: { zh: '其他条件都相符的资源均已过期。', en: 'What fits otherwise has expired.' },
  NONE_WITH_SKILL: {
    zh: '其他条件都相符的资源均不具备所需技能：{skill}。',
    en: 'Nobody who fits otherwise has the skill that is asked for: {skill}.',
  },
  NONE_CERTIFIED: {
    zh: '其他条件都相符的资源均未持有所需的有效证书：{certificate}。',
    en: 'Nobody who fits otherwise holds the certificate that is asked for: {certificate}.',
  },
  NONE_LARGE_ENOUGH: {
    zh: '其他条件都相符的队伍均不能同时派出所需人数。',
    en: 'Nobody who fits otherwise can send as many people at once.',
  },
  NONE_VETTED: {
    zh: '其他条件都相符的资源均未通过所需的审核，或审核已过期。',
    en: 'Nobody who fits otherwise holds the vetting that is asked for today.',
  },
  NONE_FOR_THE_GROUP: {
    zh: '其他条件都相符的资源均限定用于其他帮扶对象。',
    en: 'What fits otherwise is meant for other groups of people.',
  },
  NONE_IN_REGION: {
    zh: '其他条件都相符的资源均不服务该需求所在地。',
    en: 'What fits otherwise serves other regions.',
  },
  NONE_AS_WISHED: {
    zh: '其他条件都相符的资源均不符合本人对性别或语言的要求。',
    en: 'Nobody who fits otherwise is of the gender or speaks the language that must be.',
  },
  NONE_AT_THE_TIME: {
    zh: '其他条件都相符的资源时间均不相合。',
    en: 'What fits otherwise is offered at other times.',
  },
  NONE_NEAR: {
    zh: '其他条件都相符的资源距离太远，最近的约 {distanceMetres} 米，超出其服务半径。',
    en: 'What fits otherwise is too far away: the nearest is about {distanceMetres} metres away, beyond its reach.',
  },
  NONE_WITHIN_TIME: {
    zh: '其他条件都相符的资源路程太长，最近的约需 {minutes} 分钟，超出其服务圈。',
    en: 'What fits otherwise takes too long to come: the nearest about {minutes} minutes, beyond its circle.',
  },
  CAP_REACHED: {
    zh: '相符的资源已达到每人限额。',
    en: 'What fits has reached its limit for one person.',
  },
  ONLY_A_PART: {
    zh: '相符的资源只够一部分，而此需求须一次全部满足。',
    en: 'What fits is enough for a part only, and this need is of use only whole.',
  },
  BELOW_LEAST: {
    zh: '相符的资源所剩不足其单次起付数量。',
    en: 'What is left of what fits is less than the least that it gives to one need.',
  },
  ONLY_BESIDE_OTHERS: {
    zh: '相符的只有配捐资金，须有其他资金先出，才能按比例配捐。',
    en: 'What is left of what fits gives only beside what others give, and others give too little.',
  },
  SEVERAL_OBSTACLES: {
    zh: '最接近的资源也有多项条件不符：{rules}。',
    en: 'Even the closest resource fails in several respects: {rules}.',
  },
  NONE_FITS: {
    zh: '现有资源均不符合该需求的条件。',
    en: 'Nothing that is offered fits all conditions of this need.',
  },
  ALL_TAKEN: {
    zh: '相符的资源已全部分配给更紧急或更合适的需求。',
    en: 'All that fits is given to needs that are more pressing or suit it better.',
  },
};

/** What is missing where needs are not met. */
const shortages = {
  SHORTAGE_UNIT: { zh: '没有按此单位计量的资源', en: 'nothing is offered in this unit' },
  SHORTAGE_SERVICE: { zh: '没有资源提供该服务', en: 'nobody offers the service' },
  SHORTAGE_CATEGORY: { zh: '缺少可用于该用途的资源', en: 'resources for this purpose are missing' },
  SHORTAGE_SELF: { zh: '可用的只有本人', en: 'nobody but the person herself could help' },
  SHORTAGE_FAMILY: { zh: '可用的只有本人的家人', en: 'nobody but her own family could help' },
  SHORTAGE_EXCLUDED: { zh: '可用的资源须回避', en: 'what could help is excluded' },
  SHORTAGE_OPEN_REFERRAL: { zh: '可用的资源已有转介', en: 'what could help is already referred' },
  SHORTAGE_EXPIRED: { zh: '资源已过期', en: 'what could help has expired' },
  SHORTAGE_SKILL: { zh: '缺少具备所需技能的人', en: 'people with the skill are missing' },
  SHORTAGE_CERTIFICATE: { zh: '缺少持有所需证书的人', en: 'people with the certificate are missing' },
  SHORTAGE_HELPERS: { zh: '缺少人数足够的队伍', en: 'teams that are large enough are missing' },
  SHORTAGE_VETTING: { zh: '缺少通过审核的志愿者', en: 'vetted volunteers are missing' },
  SHORTAGE_GROUP: { zh: '缺少可用于这类对象的资源', en: 'resources for these groups of people are missing' },
  SHORTAGE_REGION: { zh: '缺少服务本地区的资源', en: 'resources that serve this region are missing' },
  SHORTAGE_GENDER: { zh: '缺少符合性别要求的人', en: 'helpers of the gender that must be are missing' },
  SHORTAGE_LANGUAGE: { zh: '缺少会说所需语言或方言的人', en: 'helpers who speak the language are missing' },
  SHORTAGE_TIME: { zh: '缺少时间相合的资源', en: 'resources at suitable times are missing' },
  SHORTAGE_DISTANCE: { zh: '附近缺少资源', en: 'resources nearby are missing' },
  SHORTAGE_TRAVEL_TIME: { zh: '服务圈内缺少资源', en: 'resources within the circle of time are missing' },
  SHORTAGE_PERSON_CAP: { zh: '每人限额不足', en: 'the limit for one person is too low' },
  SHORTAGE_CAPACITY: { zh: '资源总量不足', en: 'there is too little of it' },
};

/** Names of resources; never a person's. */
const titles = {
  TITLE_TEAM: { zh: '{name}的整队服务时间', en: 'Time of {name} as a team' },
  TITLE_TEAM_WITHOUT_NAME: { zh: '志愿服务队整队时间', en: 'Time of a team' },
  TITLE_VOLUNTEER_TIME: { zh: '{name}的志愿服务时间', en: 'Volunteer time of {name}' },
  TITLE_VOLUNTEER_TIME_WITHOUT_NAME: { zh: '志愿服务时间', en: 'Volunteer time' },
  TITLE_FUND: { zh: '{name}', en: '{name}' },
  TITLE_FUND_WITHOUT_NAME: { zh: '基金', en: 'Fund' },
  TITLE_GOODS: { zh: '{name}', en: '{name}' },
  TITLE_GOODS_WITHOUT_NAME: { zh: '物资', en: 'Goods' },
  TITLE_CASELOAD: { zh: '{name}的个案名额', en: 'Room for cases at {name}' },
  TITLE_CASELOAD_WITHOUT_NAME: { zh: '个案名额', en: 'Room for cases' },
  TITLE_SERVICE: { zh: '{name}', en: '{name}' },
  TITLE_SERVICE_WITHOUT_NAME: { zh: '社工站服务', en: 'Service of a station' },
  TITLE_VENUE_SLOT: { zh: '{name}', en: '{name}' },
  TITLE_VENUE_SLOT_WITHOUT_NAME: { zh: '活动场地时段', en: 'Hours of a room' },
};

/** Why something cannot be done with runs. */
const refusals = {
  MATCH_RUN_CANCELLED: {
    zh: '本次匹配已中止，此前的结果仍然有效。',
    en: 'The run was cancelled; the earlier answer stays.',
  },
  UNKNOWN_DIVISION: {
    zh: '没有编号为 {division} 的区划或功能区。',
    en: 'There is no division or zone {division} today.',
  },
  BAD_SUPPOSITION: {
    zh: '{field} 为 {met}，应为 {least} 至 {most} 之间的整数。',
    en: '{field} is {met} when expected an integer from {least} to {most}.',
  },
  ONE_SUPPOSITION: {
    zh: '{field} 给出了 {met} 项内容，应当只有一项。',
    en: '{field} has {met} parts when expected exactly one.',
  },
  WHAT_IF_BUSY: {
    zh: '已有 {most} 项假设分析正在进行，请稍后再试。',
    en: '{most} suppositions are being tried already: ask again in a moment.',
  },
  WHAT_IF_TOO_LONG: {
    zh: '{seconds} 秒内未能算完，请限定到一个区划再试。',
    en: 'It was not solved within {seconds} seconds: ask for one division.',
  },
  RUN_TOO_OLD: {
    zh: '匹配运行 {run} 太早，只能比较最近一百次。',
    en: 'Run {run} is too old: what runs changed is kept for the last hundred.',
  },
  RUNS_OF_DIFFERENT_PLACES: {
    zh: '两次匹配的范围不同，无法比较。',
    en: 'The two runs looked at different places and do not compare.',
  },
};

/** Sentences for all that a run says; parameters that are codes come in words of the same language. */
export const messages = {
  ...reasons,
  ...obstacles,
  ...shortages,
  ...titles,
  ...refusals,
  ...referralMessages,
} satisfies Catalogue & Record<SentenceCode, unknown>;
