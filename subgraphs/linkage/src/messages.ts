import type { Catalogue } from '@hub/kernel';
import type { SentenceCode } from './person/person.rules.ts';

/** One sentence for each piece of evidence that a link can rest on; `weight` is in bits. */
export const messages = {
  ID_NUMBER_CORRECTED: {
    en: 'The ID numbers are equal once one slip of the keyboard is put right ({weight} bits).',
    zh: '更正一处录入差错后身份证号一致({weight} 比特)。',
  },
  ID_NUMBER_EQUAL: { en: 'The ID numbers are equal ({weight} bits).', zh: '身份证号一致({weight} 比特)。' },
  NAME_EQUAL: { en: 'The names are equal ({weight} bits).', zh: '姓名一致({weight} 比特)。' },
  NAME_VARIANT_CHARACTER_FORM: {
    en: 'The names differ only by characters that are written for one another ({weight} bits).',
    zh: '姓名仅有异体字或通用字之别({weight} 比特)。',
  },
  NAME_VARIANT_ORDER: {
    en: 'The names are the same with given name and surname exchanged ({weight} bits).',
    zh: '姓名相同,姓与名次序颠倒({weight} 比特)。',
  },
  NAME_VARIANT_ONE_CHARACTER: {
    en: 'The names differ in one character ({weight} bits).',
    zh: '姓名仅一字不同({weight} 比特)。',
  },
  NAME_DIFFERENT: { en: 'The names are different ({weight} bits).', zh: '姓名不同({weight} 比特)。' },
  NAME_MISSING: { en: 'One of the names is missing.', zh: '有一方未登记姓名。' },
  BIRTH_DATE_EQUAL: { en: 'The birth dates are equal ({weight} bits).', zh: '出生日期一致({weight} 比特)。' },
  BIRTH_DATE_ONE_SLIP: {
    en: 'The birth dates differ by one slip of the pen ({weight} bits).',
    zh: '出生日期仅有一处笔误({weight} 比特)。',
  },
  BIRTH_DATE_DIFFERENT: {
    en: 'The birth dates are different ({weight} bits).',
    zh: '出生日期不同({weight} 比特)。',
  },
  BIRTH_DATE_MISSING: { en: 'One of the birth dates is missing.', zh: '有一方未登记出生日期。' },
  GENDER_EQUAL: { en: 'The genders are equal ({weight} bits).', zh: '性别一致({weight} 比特)。' },
  GENDER_DIFFERENT: { en: 'The genders are different ({weight} bits).', zh: '性别不同({weight} 比特)。' },
  GENDER_MISSING: { en: 'One of the genders is not recorded.', zh: '有一方未登记性别。' },
  NEIGHBOUR_REFUSED: {
    en: 'Another record of the same number contradicts one of the two.',
    zh: '同号的另一条记录与其中一方矛盾。',
  },
  DECIDED_SAME: { en: 'A reviewer decided that they are one person.', zh: '审核人员认定为同一人。' },
  DECIDED_DIFFERENT: {
    en: 'A reviewer decided that they are different people.',
    zh: '审核人员认定为不同的人。',
  },
  DECISIONS_CONTRADICT: {
    en: 'Decisions of reviewers contradict each other.',
    zh: '审核人员的认定相互矛盾。',
  },
  PRIOR: { en: '{step} ({weight} bits)', zh: '{step}({weight} 比特)' },
  REST: { en: 'What less likely cases add ({weight} bits).', zh: '其余可能情形的影响({weight} 比特)。' },
  OF_FIELD: { en: '{field}: {step} ({weight} bits).', zh: '{field}:{step}({weight} 比特)。' },
  AGREEMENT: { en: '{field}: {step}.', zh: '{field}:{step}。' },
  TRIALS_WAITING: {
    en: 'There are {most} trainings and trials waiting: wait for them, or cancel some.',
    zh: '已有 {most} 项训练或试算等待中,请等待或先取消部分。',
  },
  TRIAL_OVER: { en: 'The training or trial {trial} is over.', zh: '训练或试算 {trial} 已结束。' },
  TOO_FEW_RECORDS: {
    en: 'There are fewer than a thousand records: too few to learn from.',
    zh: '记录不足一千条,无法训练。',
  },
  NO_DECISIONS: {
    en: 'Reviewers have not decided on any pair of the queue yet: there is nothing to learn from.',
    zh: '审核队列尚无认定结果,无法校准。',
  },
  TRIAL_FAULT: { en: 'It ended by a fault; the log of the hub tells which.', zh: '因故障终止,详见枢纽日志。' },
  MODEL_NOT_READABLE: {
    en: 'The version was written by another edition of the engine, and nothing can be weighed by it.',
    zh: '该模型版本由其他版本的引擎生成,无法使用。',
  },
  MODEL_IN_FORCE: { en: 'The version {model} is in force already.', zh: '模型版本 {model} 已启用。' },
  REVIEW_ANSWERED: { en: 'You have judged the pair {review} already.', zh: '您已审核过 {review}。' },
  REVIEW_SETTLED: { en: 'The pair {review} is decided already.', zh: '{review} 已有认定结果。' },
  NOT_ONE_PERSON: {
    en: 'These two records are not held to be one person’s.',
    zh: '这两条记录目前并未关联为同一人。',
  },
  DECISION_NOT_IN_FORCE: {
    en: 'The decision {decision} does not hold: it was taken back, or a later one took its place.',
    zh: '认定 {decision} 已失效:已撤销,或已有更新的认定。',
  },
} satisfies Catalogue & Record<SentenceCode, unknown>;
