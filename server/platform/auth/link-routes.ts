import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendError } from '../http/errors.ts';
import {
  type AuthDeps,
  approachOf,
  originOf,
  readBody,
  refuseCheck,
  rememberDevice,
  replaceSession,
} from './auth-deps.ts';
import { readSessionCookie } from './cookies.ts';
import { passwordProblem } from './passwords.ts';
import { countersOf, guarded } from './sign-in.ts';

const TOKEN = z.string().regex(/^[\w-]{43}$/);
const SET_PASSWORD = z.object({ token: TOKEN, password: z.string().max(1000) });

const PASSWORD_TEXTS = {
  PASSWORD_TOO_SHORT: 'A password must have at least 12 characters.',
  PASSWORD_TOO_LONG: 'A password can have at most 256 characters.',
  PASSWORD_TOO_COMMON: 'This password is too common. Choose another one.',
} as const;
const LINK_TEXTS = {
  UNKNOWN: 'This link is unknown.',
  NOT_YET: 'This link is not valid yet.',
  EXPIRED: 'This link has expired. Ask for a new one.',
  USED: 'This link has already been used.',
  REVOKED: 'The request behind this link was withdrawn or revoked.',
} as const;

/** Registers the endpoints for one-time links: reading a link, opening a buyer's session and setting a password. */
export function registerLinkRoutes(scope: FastifyInstance, deps: AuthDeps): void {
  const { credentials, links, signIn } = deps;

  const tokenIn = (params: unknown): string =>
    TOKEN.catch('').parse((params as { token?: unknown }).token);
  const find = async (token: string) => (token === '' ? null : await links.find(token));

  scope.get('/link/:token', async (request) => {
    const link = await find(tokenIn(request.params));
    return { state: link?.state ?? 'UNKNOWN', purpose: link?.purpose ?? null };
  });

  // Opening does not use the link up, because mail programs open links before people do. The confirming command does.
  scope.post('/link/:token', async (request, reply) => {
    const token = tokenIn(request.params);
    const link = await find(token);
    if (!link || (link.state === 'OK' && link.customerId === null)) {
      return sendError(reply, 404, { code: 'UNKNOWN', message: LINK_TEXTS.UNKNOWN });
    }
    if (link.state !== 'OK') {
      return sendError(reply, 410, {
        code: link.state,
        message: LINK_TEXTS[link.state],
        purpose: link.purpose,
      });
    }
    const former = readSessionCookie(deps.env, request);
    const opened = await links.openSession(token, link, originOf(request), former);
    if (!opened)
      return sendError(reply, 410, {
        code: 'EXPIRED',
        message: LINK_TEXTS.EXPIRED,
        purpose: link.purpose,
      });
    return replaceSession(deps, request, reply, opened);
  });

  scope.post('/set-password', async (request, reply) => {
    const { token, password } = readBody(SET_PASSWORD, request);
    const subject = await links.passwordSubject(token);
    if (!subject) {
      const state = (await links.find(token))?.state;
      const code = state === 'EXPIRED' || state === 'USED' ? state : 'UNKNOWN';
      return sendError(reply, 410, { code, message: LINK_TEXTS[code] });
    }
    // An existing account keeps its password, and the caller must give it: an invitation must not replace it.
    const { mail, currentHash } = subject;
    if (currentHash !== null) {
      const account = await credentials.accountByMail(mail);
      const counters = countersOf(signIn, mail, account, approachOf(deps, request));
      const proof = await guarded(signIn, counters, async () =>
        (await signIn.hasher.verify(password, currentHash))
          ? { ok: true, value: null }
          : { ok: false, code: 'INVALID_CREDENTIALS' },
      );
      if (!proof.ok) return refuseCheck(reply, proof);
    } else {
      const problem = passwordProblem(password, mail);
      if (problem)
        return sendError(reply, 400, {
          code: problem,
          message: PASSWORD_TEXTS[problem],
          field: 'password',
        });
    }
    const outcome = await links.applyPasswordLink(
      token,
      currentHash ?? (await signIn.hasher.hash(password)),
      request.id,
    );
    if (!outcome.done)
      return sendError(reply, 409, {
        code: outcome.code,
        message: 'The link can no longer be used.',
      });
    const account = await credentials.accountByMail(outcome.mail);
    if (account) rememberDevice(deps, request, reply, account);
    return reply.send({ ok: true, mail: outcome.mail });
  });
}
