import type { Catalogue } from '@hub/kernel';

/** Sentences for targets, for what is refused about deliveries, and for why one is not delivered. */
export const deliveryMessages = {
  TARGET_NAME: {
    en: 'The name has {met} characters; expected 1 to {most}.',
    zh: '名称为 {met} 个字符;应为 1 至 {most} 个。',
  },
  TARGET_SCHEDULES: {
    en: '"{schedule}" is no id of a schedule; expected {least} to {most} ids.',
    zh: '“{schedule}”不是计划任务编号;应为 {least} 至 {most} 个编号。',
  },
  TARGET_PART: { en: 'A target of the kind {kind} has no {part}.', zh: '{kind} 类交付目标没有 {part}。' },
  TARGET_FOLDER: { en: 'This hub has no folder for files.', zh: '本平台未配置交付文件夹。' },
  TARGET_ENDED: { en: 'The target is ended.', zh: '交付目标已停用。' },
  TARGET_WITHOUT_KEY: { en: 'A target of the kind {kind} has no key.', zh: '{kind} 类交付目标没有签名密钥。' },
  WEBHOOK_URL: {
    en: 'The address of a webhook must be an https URL of at most {most} characters, without user, password or fragment.',
    zh: '回调地址须为 https 网址,不超过 {most} 个字符,且不含用户名、密码或片段标识。',
  },
  WEBHOOK_ADDRESS: {
    en: 'The address of the webhook lies in no network that it may reach.',
    zh: '回调地址不在允许访问的网络内。',
  },
  DELIVERY_NOT_DELIVERED: {
    en: 'Delivery "{delivery}" is {status}, not DELIVERED.',
    zh: '交付“{delivery}”状态为 {status},尚未交付。',
  },
  DELIVERY_NOT_SENT: {
    en: 'Delivery "{delivery}" is {status}; only what is DEAD or DELIVERED is sent again.',
    zh: '交付“{delivery}”状态为 {status};仅投递失败或已交付的可重新投递。',
  },
  DELIVERY_NOT_OPEN: {
    en: 'Delivery "{delivery}" is {status}; only what is PENDING or DEAD can be given up.',
    zh: '交付“{delivery}”状态为 {status};仅待交付或投递失败的可放弃。',
  },
  DELIVERY_PURGED: {
    en: 'The rows of delivery "{delivery}" are no longer kept.',
    zh: '交付“{delivery}”的内容已清除。',
  },
  DELIVERY_UNDER_WAY: { en: 'Delivery "{delivery}" is just being sent.', zh: '交付“{delivery}”正在投递中。' },
  ROWS_WITHOUT_IDENTITY: {
    en: 'The rows of "{set}" cannot be known again; ask for their id.',
    zh: '“{set}”各行无法跨次识别;请在查询中包含其编号(id)。',
  },

  STARTED: { en: 'It began; what came of it is not known.', zh: '已开始,结果未知。' },
  DELIVERED: { en: 'The target has it.', zh: '已交付。' },
  ADDRESS_REFUSED: {
    en: 'The host has an address in a network that webhooks may not reach.',
    zh: '主机地址位于不允许访问的网络。',
  },
  HOST_UNKNOWN: { en: 'The name of the host has no address.', zh: '无法解析主机名。' },
  CONNECTION_FAILED: { en: 'The connection failed or broke.', zh: '连接失败或中断。' },
  CERTIFICATE_REFUSED: { en: 'The certificate of the receiver is not trusted.', zh: '接收方证书不受信任。' },
  TIMED_OUT: { en: 'The receiver did not answer in time.', zh: '接收方未及时响应。' },
  REDIRECTED: { en: 'The receiver pointed elsewhere; redirects are not followed.', zh: '接收方返回重定向,不予跟随。' },
  STATUS_REFUSED: { en: 'The receiver answered with another status than 2xx.', zh: '接收方返回非 2xx 状态码。' },
  NO_FOLDER: { en: 'This hub has no folder for files.', zh: '本平台未配置交付文件夹。' },
  FILE_NOT_WRITTEN: { en: 'The file could not be written.', zh: '文件写入失败。' },
  RIGHT_UNKNOWN: { en: 'Whether the right to it holds could not be found out.', zh: '暂时无法核实交付权限。' },
  RIGHT_NARROWED: {
    en: 'The right no longer gives all classes of fields that are in it.',
    zh: '现有权限已不包含其中全部字段级别。',
  },
  WITHHELD: { en: 'The right to it had ended.', zh: '交付权限已终止。' },
  GIVEN_UP: { en: 'Its owner gave it up.', zh: '已由所有者放弃。' },
  TOO_OLD: { en: 'It could not be delivered for too long.', zh: '长期未能交付,已放弃。' },
  DELEGATION_UNKNOWN: { en: 'The delegation does not exist.', zh: '委托不存在。' },
  DELEGATION_REVOKED: { en: 'The delegation was revoked.', zh: '委托已撤销。' },
  DELEGATION_ENDED: { en: 'The delegation is over.', zh: '委托已到期。' },
  DELEGATION_BEARER_REVOKED: {
    en: 'The rights of whoever gave the delegation were taken back.',
    zh: '委托人的权限已被吊销。',
  },
  NO_AGREEMENT: { en: 'There is no agreement in force with the organisation.', zh: '该机构没有生效的协议。' },
} satisfies Catalogue;
