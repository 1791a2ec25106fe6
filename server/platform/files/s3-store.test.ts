import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AwsV4Signer } from 'aws4fetch';
import { s3Store } from './s3-store.ts';

const hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** The signature that a request must have, by the documented steps of AWS Signature Version 4. */
function signatureOf(request: IncomingMessage, secret: string): string {
  const authorization = request.headers.authorization!;
  const [, day, region, names] =
    /Credential=[^/]+\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+)/.exec(
      authorization,
    )!;
  const headers = names!.split(';').map((name) => `${name}:${request.headers[name]}\n`);
  const { pathname } = new URL(request.url!, 'http://host');
  const canonical = [
    request.method,
    pathname,
    '',
    headers.join(''),
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const text = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    `${day}/${region}/s3/aws4_request`,
    hex(canonical),
  ].join('\n');
  const key = ['s3', 'aws4_request'].reduce(mac, mac(mac(`AWS4${secret}`, day!), region!));
  return mac(key, text).toString('hex');
}

const SECRET = 'a/secret+key';
const objects = new Map<string, Buffer>();
let refusals = 0;
/** Time in ms between the halves of a download; null: the store does not answer. */
let pause: number | null = 0;
let server: Server;
let folder: string;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 's3-'));
  server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = request.url!;
    const covered = request.headers['x-amz-content-sha256'];
    const isWhole = request.method !== 'PUT' || covered === hex(body);
    if (!isWhole || !request.headers.authorization?.endsWith(signatureOf(request, SECRET))) {
      refusals += 1;
      return void response.writeHead(403).end();
    }
    if (request.method === 'PUT') objects.set(path, body);
    if (request.method === 'DELETE') objects.delete(path);
    if (pause === null) return;
    const found = objects.get(path);
    response.writeHead(request.method === 'GET' && !found ? 404 : 200);
    if (request.method !== 'GET' || !found) return void response.end();
    response.write(found.subarray(0, 4));
    await setTimeout(pause);
    response.end(found.subarray(4));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  address = `http://key:${encodeURIComponent(SECRET)}@127.0.0.1:${port}/bucket?region=cn-north-4`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the store in a bucket', () => {
  it('puts, gets and removes bytes by signed requests', async () => {
    const store = s3Store(address);
    const path = join(folder, 'a');
    const bytes = Buffer.from('合同 %PDF');
    writeFileSync(path, bytes);
    await store.put('abc', path, hex(bytes));
    expect([...objects.keys()]).toEqual(['/bucket/files/abc']);
    expect(await buffer((await store.get('abc'))!)).toEqual(bytes);
    await store.remove('abc');
    await store.remove('abc');
    expect(await store.get('abc')).toBeNull();
    expect(refusals).toBe(0);
  });

  it('limits the wait for an answer, not the time of a download', async () => {
    const store = s3Store(address, 3_000);
    const path = join(folder, 'c');
    const bytes = Buffer.from('a long file');
    writeFileSync(path, bytes);
    await store.put('slow', path, hex(bytes));
    pause = 3_200;
    expect(await buffer((await store.get('slow'))!)).toEqual(bytes);
    pause = null;
    await expect(s3Store(address, 100).get('slow')).rejects.toThrow('did not answer to GET');
    pause = 0;
    await store.remove('slow');
  });

  it('fails for other bytes than were hashed, and for a wrong secret', async () => {
    const path = join(folder, 'b');
    writeFileSync(path, 'changed');
    await expect(s3Store(address).put('abc', path, hex('original'))).rejects.toThrow('403');
    const wrong = s3Store(address.replace('secret', 'another'));
    await expect(wrong.get('abc')).rejects.toThrow('403');
    expect(objects.size).toBe(0);
  });
});

it('signs the published example of AWS as published', async () => {
  // "Example: GET Object" of the Amazon S3 API reference, Signature Calculations for the Authorization Header.
  const signed = await new AwsV4Signer({
    url: 'https://examplebucket.s3.amazonaws.com/test.txt',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    service: 's3',
    region: 'us-east-1',
    datetime: '20130524T000000Z',
    headers: {
      range: 'bytes=0-9',
      'x-amz-content-sha256': hex(''),
    },
    allHeaders: true,
  }).sign();
  expect(signed.headers.get('authorization')).toContain(
    'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});
