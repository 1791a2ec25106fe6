import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Env } from '../env.ts';
import type { Logger } from '../log.ts';
import { REQUEST_MS } from '../request-deadline.ts';
import { registerCompression } from './compression.ts';
import { registerCors } from './cors.ts';
import { registerDemoHost } from './demo-host.ts';
import { Draining } from './draining.ts';
import { refuseConnection, registerErrors, sendError } from './errors.ts';
import { registerHeaders } from './headers.ts';
import { registerHealth } from './health.ts';

const BODY_BYTES = 100_000;
const HEADERS_MS = 10_000;
/** Interval of the check for connections without a whole request: the largest delay of that limit. */
const CHECK_MS = 2_000;
const ARRIVAL_MS = 15_000;
/** Time limit of a route. It is longer than REQUEST_MS, because a route may send several statements in turn. */
const HANDLER_MS = REQUEST_MS + 500;

export interface HttpServer {
  readonly fastify: FastifyInstance;
  readonly draining: Draining;
}

/**
 * Creates a server with limits, request ids, security headers, compression, cookies, JSON errors and health
 * routes. The server does not listen yet.
 */
export async function createHttpServer(deps: {
  readonly env: Env;
  readonly log: Logger;
  readonly clock: Clock;
  readonly ping: () => Promise<void>;
}): Promise<HttpServer> {
  const { env, log } = deps;
  const server: FastifyInstance = fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: ARRIVAL_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
    forceCloseConnections: 'idle',
    // Requests that arrive while the server drains are answered as usual.
    return503OnClosing: false,
    trustProxy: env.trustedProxies ?? false,
    // A caller's request id is ignored: with it, strangers could write into the log.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    clientErrorHandler: refuseConnection,
    frameworkErrors: (_, __, reply) =>
      void sendError(reply, 400, {
        code: 'BAD_USER_INPUT',
        message: 'The address could not be parsed.',
      }),
  });
  // Hooks of every request are not `async`, because each promise costs a turn of the microtask queue.
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', ({ id, method, url }, reply, done) => {
    log.info(
      {
        requestId: id,
        method,
        path: url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
  registerDemoHost(server, env);
  server.addHook('onRoute', (route) => {
    if (route.url.startsWith('/auth/')) route.handlerTimeout = HANDLER_MS;
  });
  const draining = new Draining(server);
  registerErrors(server, log);
  await registerHeaders(server, env);
  await registerCors(server, env.corsOrigins);
  await registerCompression(server);
  await server.register(cookie);
  registerHealth(server, { ...deps, draining });
  return { fastify: server, draining };
}
