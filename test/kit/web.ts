import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { type App, createApp } from '../../server/app.ts';
import { answerOf } from '../../server/platform/auth/optimistic-credential.ts';
import { ShiftedClock } from '../../server/platform/clock.ts';
import type { Env } from '../../server/platform/env.ts';
import { openLog } from '../../server/platform/log.ts';
import type { World } from './world.ts';

export const COOKIE = '__Host-pg_session';
const DEVICE_COOKIE = '__Host-pg_device';

const ENV: Env = {
  host: '127.0.0.1',
  port: 0,
  dataDir: '/nowhere',
  databaseUrl: null,
  databaseOwnerUrl: null,
  publicUrl: 'http://localhost:4000',
  secretKey: 's'.repeat(32),
  previousSecretKey: null,
  smtpUrl: null,
  sms: null,
  s3Url: null,
  insecureHttp: false,
  demo: false,
  demoPublic: false,
  logLevel: 'silent',
  trustedProxies: null,
  corsOrigins: [],
};

/** A browser: it keeps its cookies and sends the portal's headers. */
export interface Browser {
  cookie: string | null;
  /** Cookie by which accounts recognize the device. */
  device: string | null;
  get(path: string): Promise<LightMyRequestResponse>;
  post(
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
}

export interface Web {
  readonly app: App;
  /** Clock of sessions and lock-outs; the world's clock is the product's. */
  readonly realClock: ShiftedClock;
  browser(ip?: string): Browser;
  close(): Promise<void>;
}

/** The whole application over a world's database. */
export async function openWeb(
  world: World,
  env: Partial<Env> = {},
  documentsFile?: string,
): Promise<Web> {
  const realClock = new ShiftedClock({ now: () => world.clock.now() });
  const app = await createApp({
    env: { ...ENV, ...env },
    db: world.db,
    clock: world.clock,
    realClock,
    log: openLog('silent'),
    documentsFile,
  });

  const browser = (ip = '203.0.113.1'): Browser => {
    const send = async (options: InjectOptions): Promise<LightMyRequestResponse> => {
      const headers = {
        host: 'localhost:4000',
        cookie: [
          ...(self.cookie ? [`${COOKIE}=${self.cookie}`] : []),
          ...(self.device ? [`${DEVICE_COOKIE}=${self.device}`] : []),
        ].join('; '),
        ...options.headers,
      };
      const answer = await app.fastify.inject({ ...options, headers, remoteAddress: ip });
      for (const { name, value } of answer.cookies) {
        if (name === COOKIE) self.cookie = value || null;
        if (name === DEVICE_COOKIE) self.device = value;
      }
      return answer;
    };
    const self: Browser = {
      cookie: null,
      device: null,
      get: (url) => send({ method: 'GET', url }),
      post: (
        url,
        body = {},
        headers = { 'x-partnergraph': '1', 'sec-fetch-site': 'same-origin' },
      ) => send({ method: 'POST', url, payload: body, headers }),
    };
    return self;
  };
  return { app, realClock, browser, close: () => app.fastify.close() };
}

/** The live session of a browser. */
export const sessionOf = ({ deps, auth }: App, { cookie }: Browser) =>
  answerOf(deps.db, auth.sessions.check(cookie!, false));
