import type { Socket } from 'node:net';
import type { Ids } from '@hub/kernel';

const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no request: too slow, too large, or not HTTP at all. */
export function refuseBroken(code: string | undefined, socket: Socket, ids: Ids): void {
  if (!socket.writable) return void socket.destroy();
  const body = '{"errors":[{"message":"The request is not well-formed HTTP.","extensions":{"code":"BAD_USER_INPUT"}}]}';
  socket.end(
    [
      `HTTP/1.1 ${refusals[code ?? ''] ?? '400 Bad Request'}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${ids('request')}`,
      'x-content-type-options: nosniff',
      'cache-control: no-store',
      "content-security-policy: default-src 'none'; frame-ancestors 'none'",
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
