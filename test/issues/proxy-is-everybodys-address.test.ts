import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readEnv } from '../../server/platform/env.ts';
import { unsafe } from '../../server/self-check.ts';
import { type FreshDatabase, freshDatabase } from '../kit/db.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

// Behind a proxy that is not named, one stranger's attempts to sign in locked everybody out, and nothing said so.
it('the start warns of an https address without the address of its proxy', async () => {
  const real = {
    DATABASE_URL: database.url,
    SECRET_KEY: 'k'.repeat(32),
    SMTP_URL: 'smtp://mail.example.com',
    PUBLIC_URL: 'https://portal.example.com',
  };
  const findings = (variables: object) => unsafe(readEnv({ ...real, ...variables }), database.url);
  expect(await findings({})).toEqual([
    expect.stringMatching(
      /^TRUSTED_PROXIES is missing: .* for example TRUSTED_PROXIES=127\.0\.0\.1\.$/,
    ),
  ]);
  expect(await findings({ TRUSTED_PROXIES: '127.0.0.1' })).toEqual([]);
  expect(await findings({ PUBLIC_URL: 'http://localhost:4000' })).toEqual([]);
});
