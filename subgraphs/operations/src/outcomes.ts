import { type Catalogue, type Language, say } from '@hub/kernel';

/** What became of runs and exports that brought no answer, in words; codes of delegations and errors have their sentences where they arise. */
export const outcomes = {
  OVERLAP: { en: 'Passed over: an earlier run had not ended.', zh: '已跳过:上一次运行尚未结束。' },
  MISFIRE: { en: 'Passed over: it was missed while the hub did not run.', zh: '已跳过:停机期间错过。' },
  STOPPED: { en: 'Cancelled: the schedule was stopped.', zh: '已取消:计划任务已停止。' },
  TIMED_OUT: { en: 'It took too long, or the process that had it ended.', zh: '运行超时,或执行进程已退出。' },
  GATEWAY_UNAVAILABLE: { en: 'The gateway does not answer; it is tried again.', zh: '网关无应答,将重试。' },
  TOO_MANY_PAGES: { en: 'The answer has more pages than a run follows.', zh: '结果页数超出单次运行上限。' },
  RATE_LIMITED: { en: 'The delegation has spent its cost for now.', zh: '该委托的配额暂时用完。' },
  SUBGRAPH_UNAVAILABLE: { en: 'A department did not answer.', zh: '有部门数据源未应答。' },
  INTERNAL_SERVER_ERROR: { en: 'A fault of the hub; the log says more.', zh: '系统内部错误,详见日志。' },
  BAD_USER_INPUT: { en: 'The question or its variables are not accepted any more.', zh: '查询或变量不再被接受。' },
  FORBIDDEN: { en: 'The delegation does not cover what is asked.', zh: '委托权限不包含所查询内容。' },
  NOT_FOUND: { en: 'What is asked about is not there.', zh: '所查询的对象不存在。' },
  TOO_COMPLEX: { en: 'The question costs more than one question may.', zh: '单次查询成本超限。' },
  REFUSED: { en: 'A rule said no.', zh: '被业务规则拒绝。' },
  CONFLICT: { en: 'Somebody changed the same at the same time.', zh: '与他人同时修改冲突。' },
  NO_AGREEMENT: { en: 'The organisation has no agreement in force.', zh: '机构没有生效协议。' },
  DELEGATION_UNKNOWN: { en: 'There is no such delegation of the owner.', zh: '没有该所有者的此项委托。' },
  DELEGATION_REVOKED: { en: 'The delegation was revoked.', zh: '委托已撤销。' },
  DELEGATION_ENDED: { en: 'The delegation has ended.', zh: '委托已到期。' },
  DELEGATION_BEARER_REVOKED: { en: 'The tokens of the owner were revoked.', zh: '所有者的令牌已被吊销。' },
  RIGHT_NARROWED: {
    en: 'The right no longer gives all classes of fields that are in it.',
    zh: '现有权限已不包含其中全部字段级别。',
  },
  EXPORT_TOO_LARGE: {
    en: 'The answer has more rows than a file of this form takes; ask for less of it, or choose another form.',
    zh: '结果行数超过该格式文件上限;请缩小范围或改用其他格式。',
  },
  OTHER: { en: 'It ended with {outcome}.', zh: '结果代码:{outcome}。' },
} satisfies Catalogue;

/** An outcome in words. */
export const wordsOf = (outcome: string | null, language: Language): string | null =>
  outcome === null ? null : say(outcomes, language, outcome in outcomes ? outcome : 'OTHER', { outcome });
