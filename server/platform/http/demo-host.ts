import type { FastifyInstance } from 'fastify';
import type { Env } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { sendError } from './errors.ts';

/**
 * Restricts a demo to host names of this machine and, if the demo is public, the one of PUBLIC_URL. Otherwise a
 * web page could call the demo by DNS rebinding. X-Forwarded-Host is ignored, because a page can send it.
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
