import { describe, expect, it } from '@jest/globals';
import { cookieName, losesCookie } from './cookies.ts';

const demo = { insecureHttp: false, publicUrl: 'http://localhost:4000' };
const CHROME = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';
const from = (host: string, agent = CHROME, protocol: 'http' | 'https' = 'http') => ({
  host,
  protocol,
  headers: { 'user-agent': agent },
});

it('is bound to its host unless plain http is allowed', () => {
  expect(cookieName(demo)).toBe('__Host-pg_session');
  expect(cookieName({ ...demo, insecureHttp: true })).toBe('pg_session');
});

describe('the browser drops the cookie', () => {
  it.each(['192.168.1.20:4000', 'portal.local', 'portal.example.com', 'localhost.example.com'])(
    'on plain http at %s',
    (host) => {
      expect(losesCookie(demo, from(host))).toBe(true);
    },
  );
  it('in Safari at localhost', () => {
    expect(losesCookie(demo, from('localhost:4000', SAFARI))).toBe(true);
  });
});

describe('the browser keeps the cookie', () => {
  it.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'demo.localhost:4000'])(
    'at %s',
    (host) => {
      expect(losesCookie(demo, from(host))).toBe(false);
    },
  );
  it('over TLS, also if a proxy ends it', () => {
    expect(losesCookie(demo, from('portal.example.com', SAFARI, 'https'))).toBe(false);
    expect(
      losesCookie(
        { insecureHttp: false, publicUrl: 'https://portal.example.com' },
        from('portal.example.com', SAFARI),
      ),
    ).toBe(false);
  });
  it('if plain http is allowed', () => {
    expect(losesCookie({ ...demo, insecureHttp: true }, from('192.168.1.20:4000'))).toBe(false);
  });
});
