import type { FastifyInstance } from 'fastify';
import type { Env } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { sendError } from './errors.ts';

/**
 * A demo answers under names of this machine alone, and under that of PUBLIC_URL when it is public: by DNS
 * rebinding a web page could otherwise use it. The proxy's X-Forwarded-Host does not count, since a page
 * may send it.
 */
export function registerDemoHost(server: FastifyInstance, env: Env): void {
  if (!env.demo) return;
  const publicHost = env.demoPublic ? new URL(env.publicUrl).hostname : null;
  server.addHook('onRequest', (request, reply, done) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (isLoopback(host) || host.toLowerCase() === publicHost) return done();
    sendError(reply, 403, {
      code: 'FORBIDDEN',
      message:
        'This demo only answers on localhost. To use another host name, start it with PUBLIC_URL and DEMO_PUBLIC=1.',
    });
  });
}
