import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseUrls } from './db/log-ins.ts';
import { EnvProblem, readEnv } from './env.ts';

const REAL = {
  DATABASE_URL: 'postgres://u:p@db:5432/pg',
  SECRET_KEY: 'k'.repeat(32),
  PUBLIC_URL: 'https://portal.example.com/',
  SMTP_URL: 'smtp://mail.example.com',
};

const problems = (variables: Record<string, string>): string[] => {
  try {
    readEnv(variables);
    return [];
  } catch (error) {
    if (!(error instanceof EnvProblem)) throw error;
    return error.message.split('\n');
  }
};

describe('the environment', () => {
  it('accepts only origins in CORS_ORIGINS', () => {
    const { corsOrigins } = readEnv({
      ...REAL,
      CORS_ORIGINS: 'https://a.example, http://127.0.0.1:3000',
    });
    expect(corsOrigins).toEqual(['https://a.example', 'http://127.0.0.1:3000']);
    expect(readEnv(REAL).corsOrigins).toEqual([]);
    for (const CORS_ORIGINS of ['*', 'https://a.example/', 'a.example', 'ftp://a.example', 'null'])
      expect(problems({ ...REAL, CORS_ORIGINS })).toEqual([
        'CORS_ORIGINS must be origins such as https://tools.example.com, separated by commas.',
      ]);
  });

  it('accepts only addresses, ranges and their names in TRUSTED_PROXIES', () => {
    const TRUSTED_PROXIES = 'loopback, 10.0.0.0/8,192.0.2.7, fd00::/8';
    expect(readEnv({ ...REAL, TRUSTED_PROXIES }).trustedProxies).toBe(TRUSTED_PROXIES);
    expect(readEnv(REAL).trustedProxies).toBeNull();
    for (const wrong of ['1', 'true', 'proxy.example', '10.0.0.0/33', '10.0.0.1;10.0.0.2'])
      expect(problems({ ...REAL, TRUSTED_PROXIES: wrong })).toEqual([
        'TRUSTED_PROXIES must be addresses of proxies such as 127.0.0.1 or 10.0.0.0/8, or loopback, separated by commas.',
      ]);
  });

  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'env-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('selects the demo without a database address, and requires no variable', () => {
    const env = readEnv({ DATA_DIR: dir });
    expect(env).toMatchObject({
      demo: true,
      host: '127.0.0.1',
      port: 4000,
      publicUrl: 'http://localhost:4000',
      smtpUrl: null,
    });
    expect(env.secretKey.length).toBeGreaterThanOrEqual(32);
  });

  it('stores the demo secret in a file that only its owner can read', () => {
    const first = readEnv({ DATA_DIR: dir }).secretKey;
    expect(readEnv({ DATA_DIR: dir }).secretKey).toBe(first);
    expect(statSync(join(dir, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('allows a demo on an external database', () => {
    expect(
      readEnv({
        DATA_DIR: dir,
        DATABASE_URL: REAL.DATABASE_URL,
        DEMO: '1',
        SMTP_URL: REAL.SMTP_URL,
      }),
    ).toMatchObject({ demo: true, smtpUrl: null });
  });

  it('allows a demo on a public address only with DEMO_PUBLIC=1', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'box.example.com']) {
      expect(problems({ DATA_DIR: dir, HOST })).toEqual([
        `HOST is ${HOST}, but a demo lets anybody in who reaches it: leave HOST out, or set DEMO_PUBLIC=1 to allow that.`,
      ]);
      expect(readEnv({ DATA_DIR: dir, HOST, DEMO_PUBLIC: '1' })).toMatchObject({ host: HOST });
      expect(readEnv({ ...REAL, HOST })).toMatchObject({ host: HOST, demo: false });
    }
    for (const HOST of ['localhost', '127.0.0.2', '::1'])
      expect(problems({ DATA_DIR: dir, HOST })).toEqual([]);
  });

  it('reads the owner’s log-in, which must name its database', () => {
    const owner = 'postgres://owner:p@db:5432/pg';
    expect(databaseUrls(readEnv({ ...REAL, DATABASE_OWNER_URL: owner }))).toEqual({
      url: REAL.DATABASE_URL,
      ownerUrl: owner,
    });
    expect(databaseUrls(readEnv(REAL)).ownerUrl).toBe(REAL.DATABASE_URL);
    expect(problems({ DATA_DIR: dir, DATABASE_OWNER_URL: owner })).toEqual([
      expect.stringMatching(/^DATABASE_URL is missing: /),
    ]);
  });

  it('reads real mode', () => {
    expect(readEnv(REAL)).toMatchObject({
      demo: false,
      publicUrl: 'https://portal.example.com',
      logLevel: 'info',
      insecureHttp: false,
    });
  });

  it.each(['SECRET_KEY', 'PUBLIC_URL', 'SMTP_URL'] as const)(
    'reports in one sentence that %s is missing',
    (name) => {
      const found = problems({ ...REAL, [name]: '' });
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(new RegExp(`^${name} is missing: .+\\.$`));
    },
  );

  it('reads the account for SMS, which needs a sender and templates', () => {
    const SMS_URL = 'https://key:secret@sms.example.com';
    const sms = {
      SMS_URL,
      SMS_SENDER: '88241106',
      SMS_TEMPLATES: 'mobileCode.zh=a1, mobileCode.en=b2',
    };
    expect(readEnv(REAL).sms).toBeNull();
    expect(readEnv({ DATA_DIR: dir, ...sms }).sms).toBeNull();
    expect(readEnv({ ...REAL, ...sms }).sms).toEqual({
      ...{ url: SMS_URL, from: '88241106', signature: null },
      templates: { 'mobileCode.zh': 'a1', 'mobileCode.en': 'b2' },
    });
    expect(problems({ ...REAL, SMS_URL })).toEqual([
      expect.stringMatching(/^SMS_SENDER is missing: .+\.$/),
      expect.stringMatching(/^SMS_TEMPLATES is missing: .+\.$/),
    ]);
    for (const wrong of [
      'https://sms.example.com',
      `${SMS_URL}/path`,
      'ftp://key:secret@sms.example.com',
    ])
      expect(problems({ ...REAL, ...sms, SMS_URL: wrong })[0]).toMatch(/^SMS_URL must /);
    expect(problems({ ...REAL, ...sms, SMS_TEMPLATES: 'mobileCode.zh' })[0]).toMatch(
      /^SMS_TEMPLATES must be pairs/,
    );
  });

  it('reports all missing variables at once', () => {
    expect(problems({ DATABASE_URL: REAL.DATABASE_URL })).toHaveLength(3);
  });

  it('refuses a short secret, a wrong port and a wrong address', () => {
    expect(problems({ ...REAL, SECRET_KEY: 'short' })).toEqual([
      'SECRET_KEY is too short: it has 5 characters and needs at least 32.',
    ]);
    expect(problems({ ...REAL, SECRET_KEY_PREVIOUS: 'short' })).toEqual([
      'SECRET_KEY_PREVIOUS is too short: it has 5 characters and needs at least 32.',
    ]);
    expect(problems({ ...REAL, SECRET_KEY_PREVIOUS: REAL.SECRET_KEY })).toEqual([
      'SECRET_KEY_PREVIOUS is the present SECRET_KEY: set it to the one before, or leave it out.',
    ]);
    expect(problems({ ...REAL, PORT: 'eighty' })).toEqual(['PORT must be a number.']);
    expect(problems({ ...REAL, DATABASE_URL: 'mysql://x/y' })[0]).toMatch(
      /^DATABASE_URL must be an address such as postgres:/,
    );
  });
});
