import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Env } from '../env.ts';
import { PublicError } from '../errors.ts';
import { sendError } from '../http/errors.ts';
import { isBackground } from './authenticate.ts';
import {
  clearSessionCookie,
  readDeviceCookie,
  readSessionCookie,
  setDeviceCookie,
  setSessionCookie,
} from './cookies.ts';
import { withDevice } from './devices.ts';
import { answerOf } from './optimistic-credential.ts';
import type {
  AuthStores,
  FoundSession,
  MemberSession,
  OpenedSession,
  Origin,
  Proven,
} from './ports.ts';
import type { Approach, Checked, SignInDeps } from './sign-in.ts';

export interface AuthDeps extends AuthStores {
  readonly db: Pick<Database, 'lookUp'>;
  readonly env: Env;
  readonly signIn: SignInDeps;
  /** The demo's clock, which the portal follows. Absent outside the demo. */
  readonly demoClock?: Clock | undefined;
}

const LONGEST_AGENT = 300;

export const originOf = ({ ip, headers }: FastifyRequest): Origin => ({
  ip,
  userAgent: (headers['user-agent'] ?? '').slice(0, LONGEST_AGENT),
});

export const approachOf = ({ env }: AuthDeps, request: FastifyRequest): Approach => ({
  ip: request.ip,
  device: readDeviceCookie(env, request),
});

/** Sets the device cookie for an account, after the person has proven to own the account. */
export function rememberDevice(
  { env, signIn: { secrets, clock } }: AuthDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  account: Proven,
): void {
  const before = readDeviceCookie(env, request);
  setDeviceCookie(env, reply, withDevice(secrets, before, account, clock.now()));
}

/** The body in the shape that the route declares. Throws BAD_USER_INPUT with the first invalid field. */
export function readBody<S extends z.ZodType>(shape: S, request: FastifyRequest): z.infer<S> {
  const parsed = shape.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.');
  throw PublicError.badInput(
    field ? `The field "${field}" is missing or malformed.` : 'Send a JSON object.',
  );
}

/** The live session of a request; null without one. */
export async function sessionOf(
  { env, db, sessions }: AuthDeps,
  request: FastifyRequest,
): Promise<FoundSession | null> {
  const token = readSessionCookie(env, request);
  return token === null ? null : await answerOf(db, sessions.check(token, isBackground(request)));
}

/**
 * The session of a member. Throws UNAUTHENTICATED without a session and for a buyer's link session. Throws
 * FORBIDDEN for a session that may only enroll a second factor, unless `forEnrolling` is set.
 */
export async function memberSession(
  deps: AuthDeps,
  request: FastifyRequest,
  forEnrolling = false,
): Promise<MemberSession> {
  const session = await sessionOf(deps, request);
  if (!session?.userId) throw PublicError.unauthenticated();
  if (session.mustEnroll && !forEnrolling)
    throw PublicError.forbidden('Turn on the second factor first.');
  return { ...session, userId: session.userId };
}

/** Ends the request's session and sets the cookie of its successor, so that each sign-in gets a new token. */
export async function replaceSession(
  deps: AuthDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: OpenedSession,
): Promise<FastifyReply> {
  const { env, db, sessions } = deps;
  const before = readSessionCookie(env, request);
  if (before !== null) await sessions.end(before);
  setSessionCookie(env, reply, opened);
  return await sendSession(deps, reply, await answerOf(db, sessions.check(opened.token, false)));
}

/** Answers with the signed-in person, membership and rights; in the demo also with the time of its clock. */
export async function sendSession(
  { env, sessions, demoClock }: AuthDeps,
  reply: FastifyReply,
  session: FoundSession | null,
): Promise<FastifyReply> {
  if (!session) return reply.send({ authenticated: false, demo: env.demo });
  const card = await sessions.describe(session);
  const { mustEnroll, expiresAt } = session;
  const answer = { authenticated: true, ...card, mustEnroll, demo: env.demo, expiresAt };
  return reply.send({ ...answer, ...(demoClock && { now: demoClock.now() }) });
}

export async function dropSession(
  { env, sessions }: AuthDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = readSessionCookie(env, request);
  if (token !== null) await sessions.end(token);
  clearSessionCookie(env, reply);
}

const TEXTS: Record<string, string> = {
  INVALID_CREDENTIALS: 'Mail or password is wrong.',
  TOTP_REQUIRED: 'Enter the code of your authenticator app.',
  TOTP_INVALID: 'The code is wrong or was used already.',
  LOCKED: 'Too many failed attempts. Wait, or set a new password.',
};

/** Answers a failed check with 401, or with 429 and the time to wait. */
export function refuseCheck(
  reply: FastifyReply,
  checked: Exclude<Checked<unknown>, { ok: true }>,
): FastifyReply {
  const { ok: _, ...body } = checked;
  if (body.code === 'LOCKED') reply.header('retry-after', String(body.retryAfterSeconds));
  return sendError(reply, body.code === 'LOCKED' ? 429 : 401, {
    ...body,
    message: TEXTS[body.code]!,
  });
}
