import { type Catalogue, kernelMessages } from '@hub/kernel';

/** Sentences for what the gateway itself can say. */
export const messages: Catalogue = {
  ...kernelMessages,
  UNKNOWN_HEADER: { en: 'Header "{header}" is none of ours.', zh: '未知的请求头“{header}”。' },
  BAD_JSON: {
    en: 'The body is not valid JSON; expected an object with "query".',
    zh: '请求体不是有效的 JSON;应为带有 "query" 的对象。',
  },
  BODY_TOO_LARGE: { en: 'The body is larger than {most} bytes.', zh: '请求体超过 {most} 字节。' },
  BATCHING: { en: 'One operation a request; batches are not taken.', zh: '每个请求只能包含一个操作,不支持批量。' },
  NO_OPERATION: {
    en: 'The document holds several operations, or none of this name; "operationName" must name one of them.',
    zh: '文档包含多个操作或没有同名操作;请用 "operationName" 指明其中一个。',
  },
  NOT_READY: { en: 'The hub is starting: {progress}', zh: '系统正在启动:{progress}' },
  TOO_DEEP: { en: 'The operation is nested {met} deep; at most {most}.', zh: '查询嵌套 {met} 层;最多 {most} 层。' },
  TOO_MANY_FIELDS: { en: 'The operation asks for more than {most} fields.', zh: '查询字段超过 {most} 个。' },
  TOO_MANY_ALIASES: { en: 'The operation has more than {most} aliases.', zh: '查询别名超过 {most} 个。' },
  TOO_MANY_ROOT_FIELDS: { en: 'The operation has more than {most} root fields.', zh: '根字段超过 {most} 个。' },
};
