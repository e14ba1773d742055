import type { Language, MessageParams } from '@hub/kernel';
import type { HelperCertificate, ServiceCode, Skill, SpokenLanguage, Urgency } from '@hub/values';

type Words<Code extends string = string> = Readonly<Record<Code, Readonly<Record<Language, string>>>>;

const services: Words<ServiceCode> = {
  HOME_VISIT: { zh: '入户探访', en: 'visit at home' },
  MEAL_DELIVERY: { zh: '助餐送餐', en: 'meals brought home' },
  HOUSEWORK: { zh: '家务助洁', en: 'help with housework' },
  HAIRCUT: { zh: '理发', en: 'haircut' },
  ESCORT_TO_CLINIC: { zh: '陪同就医', en: 'company on the way to a clinic' },
  HOME_REPAIR: { zh: '居家维修', en: 'small repairs at home' },
  TUTORING: { zh: '课业辅导', en: 'tutoring' },
  COUNSELLING: { zh: '心理疏导', en: 'psychological counselling' },
  LEGAL_ADVICE: { zh: '法律援助咨询', en: 'legal advice' },
  CASE_WORK: { zh: '专业个案服务', en: 'professional case work' },
  CASH_RELIEF: { zh: '生活救助金', en: 'money for living costs' },
  MEDICAL_AID: { zh: '医疗救助金', en: 'money for medical costs' },
  SCHOOL_AID: { zh: '助学金', en: 'money for schooling' },
  HOME_ADAPTATION: { zh: '居家适老化、无障碍改造资金', en: 'money for adapting a home' },
  WHEELCHAIR: { zh: '轮椅', en: 'wheelchair' },
  GRAB_RAIL: { zh: '扶手', en: 'grab rail' },
  WINTER_CLOTHING: { zh: '冬衣', en: 'winter clothing' },
  FOOD_PARCEL: { zh: '食品包', en: 'food parcel' },
  SCHOOL_SUPPLIES: { zh: '学习用品', en: 'school supplies' },
};

const skills: Words<Skill> = {
  CARE: { zh: '照护', en: 'care' },
  COOKING: { zh: '烹饪', en: 'cooking' },
  REPAIR: { zh: '维修', en: 'repairs' },
  HAIRDRESSING: { zh: '理发', en: 'hairdressing' },
  TEACHING: { zh: '教学', en: 'teaching' },
  COUNSELLING: { zh: '心理咨询', en: 'counselling' },
  LAW: { zh: '法律', en: 'law' },
  MEDICINE: { zh: '医护', en: 'medicine and nursing' },
  DRIVING: { zh: '驾驶', en: 'driving' },
  SIGN_LANGUAGE: { zh: '手语', en: 'sign language' },
};

const urgencies: Words<Urgency> = {
  LOW: { zh: '一般', en: 'can wait' },
  MEDIUM: { zh: '较急', en: 'within a month' },
  HIGH: { zh: '紧急', en: 'within a week' },
  CRITICAL: { zh: '特急', en: 'at once' },
};

const certificates: Words<HelperCertificate> = {
  FOOD_HANDLING: { zh: '健康证', en: 'health certificate for handling food' },
  FIRST_AID: { zh: '红十字救护员证', en: 'Red Cross first-aid certificate' },
  ELDERLY_CARE: { zh: '养老护理员证', en: 'certificate of elderly care' },
  NURSE: { zh: '护士执业证', en: 'licence of a nurse' },
  COUNSELLOR: { zh: '心理咨询师证', en: 'certificate of a counsellor' },
  LAWYER: { zh: '律师执业证', en: 'licence of a lawyer' },
  TEACHER: { zh: '教师资格证', en: 'qualification of a teacher' },
  ELECTRICIAN: { zh: '电工作业证', en: 'permit for electric installations' },
  SIGN_INTERPRETER: { zh: '手语翻译员证', en: 'certificate of a sign-language interpreter' },
};

const languages: Words<SpokenLanguage> = {
  MANDARIN: { zh: '普通话', en: 'standard Mandarin' },
  SOUTHWESTERN_MANDARIN: { zh: '西南官话', en: 'south-western Mandarin' },
  WU: { zh: '吴语', en: 'Wu Chinese' },
  XIANG: { zh: '湘语', en: 'Xiang Chinese' },
  GAN: { zh: '赣语', en: 'Gan Chinese' },
  HAKKA: { zh: '客家话', en: 'Hakka Chinese' },
  MIN: { zh: '闽语', en: 'Min Chinese' },
  CANTONESE: { zh: '粤语', en: 'Cantonese' },
  TUJIA: { zh: '土家语', en: 'Tujia' },
  MIAO: { zh: '苗语', en: 'Miao' },
  UYGHUR: { zh: '维吾尔语', en: 'Uyghur' },
  TIBETAN: { zh: '藏语', en: 'Tibetan' },
  MONGOLIAN: { zh: '蒙古语', en: 'Mongolian' },
  ENGLISH: { zh: '英语', en: 'English' },
};

const genders: Words = { FEMALE: { zh: '女', en: 'female' }, MALE: { zh: '男', en: 'male' } };

const travelModes: Words = {
  WALK: { zh: '步行', en: 'on foot' },
  CYCLE: { zh: '骑行', en: 'by bicycle' },
  BUS: { zh: '乘公交', en: 'by bus' },
  CAR: { zh: '驾车', en: 'by car' },
};

/** What each hard rule looks at, for lists of obstacles. */
export const ruleWords: Words = {
  UNIT: { zh: '计量单位', en: 'unit' },
  SERVICE: { zh: '服务项目', en: 'service' },
  CATEGORY: { zh: '限定用途', en: 'purpose' },
  SELF: { zh: '本人', en: 'same person' },
  FAMILY: { zh: '家人回避', en: 'family' },
  EXCLUDED: { zh: '回避', en: 'exclusion' },
  OPEN_REFERRAL: { zh: '已有转介', en: 'open referral' },
  EXPIRED: { zh: '有效期', en: 'expiry' },
  SKILL: { zh: '技能', en: 'skill' },
  CERTIFICATE: { zh: '证书', en: 'certificate' },
  HELPERS: { zh: '同行人数', en: 'number of helpers' },
  VETTING: { zh: '审核', en: 'vetting' },
  GROUP: { zh: '帮扶对象', en: 'group of people' },
  REGION: { zh: '服务地区', en: 'region' },
  GENDER: { zh: '性别', en: 'gender' },
  LANGUAGE: { zh: '语言', en: 'language' },
  TIME: { zh: '时间', en: 'time' },
  DISTANCE: { zh: '距离', en: 'distance' },
  TRAVEL_TIME: { zh: '路程时间', en: 'travel time' },
  PERSON_CAP: { zh: '每人限额', en: 'limit for each person' },
  CAPACITY: { zh: '可用量', en: 'amount left' },
};

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const parts: Readonly<Record<Language, readonly string[]>> = {
  zh: ['上午', '下午', '晚上'],
  en: [' morning', ' afternoon', ' evening'],
};

const separator: Readonly<Record<Language, string>> = { zh: '、', en: ', ' };

/** The word for a code; a code without one stands for itself. */
export const wordOf = (words: Words, code: string, language: Language): string => words[code]?.[language] ?? code;

/** Weekly times in words; bit 3·weekday + part, Monday and morning being 0. */
function timesIn(windows: number, language: Language): string {
  const bits = Array.from({ length: 21 }, (_, bit) => bit).filter((bit) => (windows >> bit) & 1);
  return bits
    .map((bit) => `${weekdays[language][Math.floor(bit / 3)]}${parts[language][bit % 3]}`)
    .join(separator[language]);
}

/** The parameters of a sentence with codes turned into words of the language; what is no code stays. */
export function inWords(params: MessageParams, language: Language): MessageParams {
  const { service, skill, urgency, certificate, language: spoken, gender, windows, mode, rules } = params;
  return {
    ...params,
    ...(typeof service === 'string' && { service: wordOf(services, service, language) }),
    ...(typeof skill === 'string' && { skill: wordOf(skills, skill, language) }),
    ...(typeof urgency === 'string' && { urgency: wordOf(urgencies, urgency, language) }),
    ...(typeof certificate === 'string' && { certificate: wordOf(certificates, certificate, language) }),
    ...(typeof spoken === 'string' && { language: wordOf(languages, spoken, language) }),
    ...(typeof gender === 'string' && { gender: wordOf(genders, gender, language) }),
    ...(typeof mode === 'string' && { mode: wordOf(travelModes, mode, language) }),
    ...(typeof windows === 'number' && { windows: timesIn(windows, language) }),
    ...(typeof rules === 'string' && {
      rules: rules
        .split(' ')
        .map((rule) => wordOf(ruleWords, rule, language))
        .join(separator[language]),
    }),
  };
}
