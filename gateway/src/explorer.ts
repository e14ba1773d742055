import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const notBuilt = 'The explorer is not built: `npm start` builds it, or `npm run build` alone.\n';
const placeholder = '__CSP_NONCE__';

const contentSecurityPolicy = (nonce?: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    nonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    // Monaco positions its parts by style attributes.
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Serves the built explorer at `/`, with a fresh nonce for each page and nothing from any other host; it may be built later. */
export function serveExplorer(app: FastifyInstance, folder: string): void {
  const index = join(folder, 'index.html');
  app.get('/', async (_request, reply) => {
    if (!existsSync(index)) return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
    const page = readFileSync(index, 'utf8');
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(placeholder, nonce));
  });
  // The names of built files hold a digest of their content, so they may be kept for ever.
  app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      // A worker lives under the policy of its own script.
      reply.header('content-security-policy', contentSecurityPolicy());
    },
  });
}
