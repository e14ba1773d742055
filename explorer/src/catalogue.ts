import type { Basis } from './bases.ts';
import type { Purpose } from './purposes.ts';

/** Every text of the explorer's own panels in one language; `title` is also the page's title. */
export interface Catalogue {
  readonly htmlLang: string;
  readonly title: string;
  readonly accessLabel: string;
  readonly token: string;
  readonly tokenPlaceholder: string;
  readonly forgetToken: string;
  readonly tokenHint: string;
  readonly purpose: string;
  readonly noPurpose: string;
  readonly basis: string;
  readonly basisOfRole: string;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly grant: string;
  readonly grantPlaceholder: string;
  readonly storedQuestions: string;
  readonly chooseQuestion: string;
  readonly exportQuestion: string;
  readonly chooseFormat: string;
  /** What stands before the number of rows while an export is made. */
  readonly exportingRows: string;
  /** Reason of the delegation that an export is made under. */
  readonly exportReason: string;
  readonly otherLanguage: string;
  readonly switchLanguage: string;
  readonly withheld: string;
  readonly purposes: Readonly<Record<Purpose, string>>;
}

const zh: Catalogue = {
  htmlLang: 'zh-CN',
  title: '需求与资源查询',
  accessLabel: '访问设置',
  token: '访问令牌',
  tokenPlaceholder: '粘贴令牌',
  forgetToken: '清除令牌',
  tokenHint:
    '请先粘贴访问令牌：首次运行 hub up 时为每个角色打印一个，也可用 hub token issue 签发；令牌只保存在本标签页，关闭即失效。',
  purpose: '查询目的',
  noPurpose: '未声明（不返回个人信息）',
  basis: '法律依据',
  basisOfRole: '按角色默认',
  bases: {
    STATUTORY_DUTY: '法定职责',
    CONSENT: '个人同意',
    GUARDIAN_CONSENT: '监护人同意',
    EMERGENCY: '紧急情况',
    PUBLIC_DISCLOSED: '已公开信息',
    CONTRACT: '合同必需',
  },
  grant: '授权编号',
  grantPlaceholder: '未成年人记录审批或紧急访问',
  storedQuestions: '存储的查询',
  chooseQuestion: '选择一个查询…',
  exportQuestion: '导出全部结果',
  chooseFormat: '选择格式…',
  exportingRows: '正在导出,已取行数:',
  exportReason: '批量导出一次查询结果',
  otherLanguage: 'English',
  switchLanguage: '切换语言：English',
  withheld: '未给出的字段',
  purposes: {
    ASSISTANCE_RECOGNITION: '救助认定',
    DYNAMIC_MONITORING: '动态监测',
    RESOURCE_MATCHING: '资源匹配',
    CASE_SERVICE: '个案服务',
    VISIT: '走访探视',
    VOLUNTEER_DISPATCH: '志愿派单',
    CHARITY_AID: '慈善帮扶',
    STATISTICS: '统计分析',
    AUDIT: '审计检查',
    CORRECTION: '信息更正',
  },
};

const en: Catalogue = {
  htmlLang: 'en',
  title: 'Needs and resources',
  accessLabel: 'Access',
  token: 'Token',
  tokenPlaceholder: 'paste a token',
  forgetToken: 'Forget token',
  tokenHint:
    'Paste a token first: hub up prints one for each role on its first run, and hub token issue makes more; it stays in this tab only and is gone when you close it.',
  purpose: 'Purpose',
  noPurpose: 'none (no personal data)',
  basis: 'Legal basis',
  basisOfRole: 'of the role',
  bases: {
    STATUTORY_DUTY: 'Statutory duty',
    CONSENT: 'Consent',
    GUARDIAN_CONSENT: 'Consent of the guardian',
    EMERGENCY: 'Emergency',
    PUBLIC_DISCLOSED: 'Publicly disclosed',
    CONTRACT: 'Contract',
  },
  grant: 'Grant',
  grantPlaceholder: 'approval for minors, or emergency',
  storedQuestions: 'Stored questions',
  chooseQuestion: 'choose one…',
  exportQuestion: 'Export all rows',
  chooseFormat: 'choose a format…',
  exportingRows: 'Exporting, rows so far: ',
  exportReason: 'One bulk export of a stored question',
  otherLanguage: '中文',
  switchLanguage: 'Switch language: 中文',
  withheld: 'Withheld fields',
  purposes: {
    ASSISTANCE_RECOGNITION: 'recognition of assistance',
    DYNAMIC_MONITORING: 'dynamic monitoring',
    RESOURCE_MATCHING: 'matching with resources',
    CASE_SERVICE: 'casework',
    VISIT: 'visits',
    VOLUNTEER_DISPATCH: 'dispatch of volunteers',
    CHARITY_AID: 'charity aid',
    STATISTICS: 'statistics',
    AUDIT: 'audit',
    CORRECTION: 'correction of records',
  },
};

export const catalogues = { zh, en } as const;
