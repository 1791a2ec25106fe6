import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DAY } from '../clock.ts';
import type { Env } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { DEVICE_DAYS } from './devices.ts';
import type { OpenedSession } from './ports.ts';

type CookieEnv = Pick<Env, 'insecureHttp' | 'publicUrl'>;

/** Name of a cookie. The `__Host-` prefix prevents other hosts and plain connections from setting it. */
const named = (name: string, { insecureHttp }: CookieEnv): string =>
  insecureHttp ? name : `__Host-${name}`;

export const cookieName = (env: CookieEnv): string => named('pg_session', env);
const deviceCookieName = (env: CookieEnv): string => named('pg_device', env);

const attributes = ({ insecureHttp }: CookieEnv) =>
  ({ httpOnly: true, secure: !insecureHttp, sameSite: 'lax', path: '/' }) as const;

export function readSessionCookie(env: CookieEnv, request: FastifyRequest): string | null {
  const token = request.cookies[cookieName(env)];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null;
}

export const setSessionCookie = (
  env: CookieEnv,
  reply: FastifyReply,
  { token, expiresAt }: OpenedSession,
): FastifyReply =>
  reply.setCookie(cookieName(env), token, { ...attributes(env), expires: expiresAt });

export const clearSessionCookie = (env: CookieEnv, reply: FastifyReply): FastifyReply =>
  reply.clearCookie(cookieName(env), attributes(env));

/** The device cookie of a request, for devices.ts to read. */
export const readDeviceCookie = (env: CookieEnv, request: FastifyRequest): string | undefined =>
  request.cookies[deviceCookieName(env)];

export const setDeviceCookie = (env: CookieEnv, reply: FastifyReply, value: string): FastifyReply =>
  reply.setCookie(deviceCookieName(env), value, {
    ...attributes(env),
    maxAge: (DEVICE_DAYS * DAY) / 1000,
  });

/**
 * Whether the browser will silently drop the session cookie. Browsers drop Secure cookies of pages over plain
 * http, except from localhost. Safari has no such exception.
 */
export function losesCookie(
  env: CookieEnv,
  { protocol, host, headers }: Pick<FastifyRequest, 'protocol' | 'host' | 'headers'>,
): boolean {
  if (env.insecureHttp || protocol === 'https') return false;
  const site = new URL(env.publicUrl);
  if (site.protocol === 'https:' && site.host === host) return false;
  const agent = headers['user-agent'] ?? '';
  const safari = /Safari\//.test(agent) && !/Chrom(e|ium)\//.test(agent);
  return safari || !isLoopback(hostnameOf(host));
}

/** The name in a Host header, without its port. */
const hostnameOf = (host: string): string =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
