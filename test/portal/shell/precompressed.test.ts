import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerCompression } from '../../../server/platform/http/compression.ts';
import { registerPortal } from '../../../server/platform/http/portal.ts';
import { ROOT } from '../../kit/launcher.ts';

const DIST = `${ROOT}portal/dist`;
const LEAST_BYTES = 1_024;
const texts = ['index.html', ...readdirSync(`${DIST}/assets`).map((name) => `assets/${name}`)]
  .filter((name) => /\.(js|css|html)$/.test(name))
  .filter((name) => statSync(join(DIST, name)).size >= LEAST_BYTES);

describe('the build', () => {
  it('writes brotli and gzip next to each text file', () => {
    expect(texts.length).toBeGreaterThan(50);
    for (const name of texts) {
      const bytes = readFileSync(join(DIST, name));
      const [br, gz] = ['.br', '.gz'].map((end) => readFileSync(join(DIST, name + end)));
      expect([name, brotliDecompressSync(br!).equals(bytes)]).toEqual([name, true]);
      expect([name, gunzipSync(gz!).equals(bytes)]).toEqual([name, true]);
    }
  });
});

describe('the server', () => {
  let fastify: FastifyInstance;
  let bare: string;
  const shell = texts.find((name) => /shell-.*\.js$/.test(name))!;

  beforeAll(async () => {
    bare = mkdtempSync(join(tmpdir(), 'portal-'));
    fastify = Fastify();
    await registerCompression(fastify);
    await registerPortal(fastify, DIST);
  });
  afterAll(async () => {
    await fastify.close();
    rmSync(bare, { recursive: true });
  });
  const get = (url: string, encoding: string, from = fastify) =>
    from.inject({ url, headers: { 'accept-encoding': encoding } });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
  ])('sends to a browser that reads %s the file as it was built, for good', async (reads, end) => {
    const { headers, rawPayload } = await get(`/${shell}`, reads);
    expect(rawPayload.equals(readFileSync(join(DIST, `${shell}.${end.replace('ip', '')}`)))).toBe(
      true,
    );
    expect(headers).toMatchObject({
      'content-encoding': end,
      'content-length': String(rawPayload.length),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringContaining('accept-encoding'),
    });
    expect(headers['content-type']).toContain('javascript');
  });

  it('sends its page compressed, of which browsers keep no copy', async () => {
    const { headers, rawPayload } = await get('/', 'br');
    expect(brotliDecompressSync(rawPayload).equals(readFileSync(`${DIST}/index.html`))).toBe(true);
    expect(headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-store' });
    const opened = await fastify.inject({
      url: '/orders',
      headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
    });
    expect(gunzipSync(opened.rawPayload).equals(readFileSync(`${DIST}/index.html`))).toBe(true);
  });

  it('also sends files without a compressed version', async () => {
    writeFileSync(join(bare, 'index.html'), `<!doctype html>${'x'.repeat(5_000)}`);
    const other = Fastify();
    await registerCompression(other);
    await registerPortal(other, bare);
    const { statusCode, rawPayload } = await get('/', 'br', other);
    expect([statusCode, brotliDecompressSync(rawPayload).length]).toEqual([200, 5_015]);
    await other.close();
  });
});
