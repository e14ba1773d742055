import { type Catalogue, kernelMessages } from '@hub/kernel';

/** Sentences for what the gateway itself can say. */
export const messages: Catalogue = {
  ...kernelMessages,
  UNKNOWN_HEADER: { en: 'Header "{header}" is none of ours.', zh: '未知的请求头“{header}”。' },
  BAD_HEADER: {
    en: 'Header "{header}" has not the right form; expected at most 128 ASCII signs, once.',
    zh: '请求头“{header}”格式不正确;应为不超过 128 个 ASCII 字符,且只出现一次。',
  },
  BAD_JSON: {
    en: 'The body is not valid JSON; expected an object with "query".',
    zh: '请求体不是有效的 JSON;应为带有 "query" 的对象。',
  },
  BAD_REQUEST: { en: 'The request is not well-formed.', zh: '请求格式不正确。' },
  METHOD: { en: 'Only GET and POST are taken here.', zh: '此处仅接受 GET 和 POST。' },
  BODY_TOO_LARGE: { en: 'The body is larger than {most} bytes.', zh: '请求体超过 {most} 字节。' },
  BAD_UTF8: { en: 'The body is not valid UTF-8.', zh: '请求体不是有效的 UTF-8 编码。' },
  BAD_CHARSET: { en: 'The charset of the body must be UTF-8.', zh: '请求体的字符集必须为 UTF-8。' },
  BAD_ENCODING: {
    en: 'A compressed body is not taken; send it as it is.',
    zh: '不接受压缩的请求体,请直接发送。',
  },
  TOO_MANY_HEADERS: { en: 'The request has more than {most} headers.', zh: '请求头超过 {most} 个。' },
  JSON_TOO_DEEP: { en: 'The JSON is nested more than {most} deep.', zh: 'JSON 嵌套超过 {most} 层。' },
  TOO_MANY_KEYS: { en: 'The JSON has more than {most} keys.', zh: 'JSON 的键超过 {most} 个。' },
  LIST_TOO_LONG: { en: 'A list has {met} values; at most {most}.', zh: '列表有 {met} 个值;最多 {most} 个。' },
  RESERVED_NAME: { en: 'The name "{name}" is reserved.', zh: '名称“{name}”为保留名称。' },
  BATCHING: { en: 'One operation a request; batches are not taken.', zh: '每个请求只能包含一个操作,不支持批量。' },
  NO_OPERATION: {
    en: 'The document holds several operations, or none of this name; "operationName" must name one of them.',
    zh: '文档包含多个操作或没有同名操作;请用 "operationName" 指明其中一个。',
  },
  NOT_READY: { en: 'The hub is starting: {progress}', zh: '系统正在启动:{progress}' },
  TOO_DEEP: { en: 'The operation is nested {met} deep; at most {most}.', zh: '查询嵌套 {met} 层;最多 {most} 层。' },
  TOO_MANY_FIELDS: { en: 'The operation asks for more than {most} fields.', zh: '查询字段超过 {most} 个。' },
  TOO_MANY_ALIASES: { en: 'The operation has more than {most} aliases.', zh: '查询别名超过 {most} 个。' },
  TOO_MANY_TOKENS: { en: 'The document has more than {most} tokens.', zh: '文档超过 {most} 个词法单元。' },
  TOO_MANY_OPERATIONS: { en: 'The document has more than {most} operations.', zh: '文档中的操作超过 {most} 个。' },
  TOO_MANY_FRAGMENTS: { en: 'The document has more than {most} fragments.', zh: '文档中的片段超过 {most} 个。' },
  TOO_MANY_DIRECTIVES: { en: 'The operation has more than {most} directives.', zh: '查询指令超过 {most} 个。' },
  TOO_MANY_VARIABLES: { en: 'The operation has more than {most} variables.', zh: '查询变量超过 {most} 个。' },
  PAGE_TOO_LARGE: {
    en: 'Argument "first" of a list is larger than {most}.',
    zh: '列表参数 first 大于 {most}。',
  },
  TOO_COSTLY: {
    en: 'The operation costs {requested} points; at most {limit}. Ask for fewer records, or for less of each.',
    zh: '查询成本为 {requested} 点;最多 {limit} 点。请减少记录数或字段。',
  },
  RATE_OF_COST: {
    en: 'This token has spent its {most} points for a minute; wait {seconds} seconds.',
    zh: '该令牌每分钟 {most} 点的额度已用完;请等待 {seconds} 秒。',
  },
  RATE_OF_MISSES: {
    en: 'This token looked for more than {most} things in a minute that are not there; wait {seconds} seconds.',
    zh: '该令牌一分钟内查找不存在的记录超过 {most} 次;请等待 {seconds} 秒。',
  },
  RATE_OF_ROWS: {
    en: 'This token was given {most} records about people in an hour; wait {seconds} seconds.',
    zh: '该令牌一小时内已获取 {most} 条个人记录;请等待 {seconds} 秒。',
  },
  WORD_DOES_NOT_FIT: { en: '"{word}" does not fit the published schema.', zh: '“{word}”与公布的数据结构不符。' },
  DOCUMENT_DOES_NOT_FIT: {
    en: 'The document does not fit the published schema.',
    zh: '查询文档与公布的数据结构不符。',
  },
  NO_SUBSCRIPTIONS: { en: 'There are no subscriptions; ask again instead.', zh: '不支持订阅;请重新查询。' },
  NO_INTROSPECTION: { en: 'Your role may not read the schema.', zh: '您的角色无权读取数据结构。' },
  TOO_MANY_ROOT_FIELDS: { en: 'The operation has more than {most} root fields.', zh: '根字段超过 {most} 个。' },
};
