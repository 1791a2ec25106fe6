import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { PublicError } from '../errors.ts';
import { sendError } from '../http/errors.ts';
import { checkSameOrigin, jsonParser } from '../http/json-body.ts';
import {
  type AuthDeps,
  approachOf,
  dropSession,
  memberSession,
  originOf,
  readBody,
  refuseCheck,
  rememberDevice,
  replaceSession,
  sendSession,
  sessionOf,
} from './auth-deps.ts';
import { losesCookie } from './cookies.ts';
import { registerLinkRoutes } from './link-routes.ts';
import { proveAgain, signIn } from './sign-in.ts';
import { registerTotpRoutes } from './totp-routes.ts';

const SIGN_IN = z.object({
  mail: z.string().max(320),
  password: z.string().max(1000),
  totp: z.string().max(40).optional(),
});
const DEMO_SIGN_IN = z.object({ mail: z.string().max(320) });
const FORGOT = z.object({ mail: z.string().max(320) });
const PROOF = z.object({
  password: z.string().max(1000).optional(),
  code: z.string().max(40).optional(),
});
const SWITCH = z.object({ memberId: z.uuid() });

/**
 * Registers the portal's endpoints for signing in and out, under `/auth`. Bodies are JSON. Every request but a
 * GET needs the header `x-partnergraph: 1` and the portal's origin, which forms and scripts of other sites
 * cannot send.
 */
export async function registerAuth(fastify: FastifyInstance, deps: AuthDeps): Promise<void> {
  await fastify.register(
    async (scope) => {
      // A JSON request without a body, such as a sign-out, is parsed as an empty object.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, jsonParser(scope, {}));
      scope.addHook('onRequest', async (request, reply) => {
        reply.header('cache-control', 'no-store');
        if (request.method === 'GET' || request.method === 'HEAD') return;
        if (request.headers['x-partnergraph'] !== '1')
          throw new PublicError('FORBIDDEN', 'Send the header "x-partnergraph: 1".');
        checkSameOrigin(request);
      });
      registerSessionRoutes(scope, deps);
      registerProofRoutes(scope, deps);
      registerLinkRoutes(scope, deps);
      registerTotpRoutes(scope, deps);
    },
    { prefix: '/auth' },
  );
}

function registerSessionRoutes(scope: FastifyInstance, deps: AuthDeps): void {
  const { env, credentials, sessions } = deps;

  scope.get('/session', async (request, reply) =>
    sendSession(deps, reply, await sessionOf(deps, request)),
  );

  scope.get('/config', async (request) => ({
    demo: env.demo,
    accounts: env.demo ? await credentials.demoAccounts() : [],
    insecureCookieProblem: losesCookie(env, request),
  }));

  scope.post('/sign-in', async (request, reply) => {
    const input = readBody(SIGN_IN, request);
    const checked = await signIn(deps.signIn, input, approachOf(deps, request));
    if (!checked.ok) return refuseCheck(reply, checked);
    const opened = await sessions.openMember(checked.value, null, originOf(request));
    if (!opened) return refuseCheck(reply, { ok: false, code: 'INVALID_CREDENTIALS' });
    rememberDevice(deps, request, reply, checked.value);
    return replaceSession(deps, request, reply, opened);
  });

  if (env.demo) {
    scope.post('/demo-sign-in', async (request, reply) => {
      const account = await credentials.accountByMail(
        readBody(DEMO_SIGN_IN, request).mail.trim().toLowerCase(),
      );
      const opened = account && (await sessions.openMember(account, null, originOf(request)));
      if (!opened)
        return sendError(reply, 404, {
          code: 'NOT_FOUND',
          message: 'This demo account does not exist.',
        });
      return replaceSession(deps, request, reply, opened);
    });
  }

  scope.post('/sign-out', async (request, reply) => {
    await dropSession(deps, request, reply);
    return reply.send({ authenticated: false, demo: env.demo });
  });

  // The explorer runs unregistered documents, which need an API key instead of a cookie.
  scope.post('/explorer-key', async (request, reply) =>
    reply.send(await deps.keys.openExplorer(await memberSession(deps, request), request.id)),
  );

  scope.post('/switch', async (request, reply) => {
    const session = await memberSession(deps, request);
    const { memberId } = readBody(SWITCH, request);
    const opened = await sessions.openOther(session, memberId, originOf(request));
    if (!opened) return sendError(reply, 404, { code: 'NOT_FOUND', message: 'Not found.' });
    return replaceSession(deps, request, reply, opened);
  });
}

/** Registers further proofs of identity: a repeated proof within a session, and a mail for a lost password. */
function registerProofRoutes(scope: FastifyInstance, deps: AuthDeps): void {
  const { env, credentials, sessions } = deps;

  scope.post('/prove', async (request, reply) => {
    const session = await memberSession(deps, request, true);
    const given = readBody(PROOF, request);
    // Demo accounts have no password, so one click is enough proof, as for signing in.
    if (!env.demo || given.password !== undefined || given.code !== undefined) {
      const account = await credentials.accountOf(session.userId);
      const checked = await proveAgain(deps.signIn, account!, given);
      if (!checked.ok) return refuseCheck(reply, checked);
    }
    await sessions.prove(session.id);
    return sendSession(deps, reply, await sessionOf(deps, request));
  });

  // Every address gets the same answer, so that callers cannot find out which accounts exist.
  scope.post('/forgot-password', async (request, reply) => {
    const mail = readBody(FORGOT, request).mail.trim().toLowerCase();
    const now = deps.signIn.clock.now();
    const wait = await credentials.requestPasswordReset(mail, request.ip, now);
    if (wait > 0) {
      const retryAfterSeconds = Math.ceil(wait / 1000);
      return refuseCheck(reply, { ok: false, code: 'LOCKED', retryAfterSeconds });
    }
    return reply.code(202).send({ ok: true });
  });
}
