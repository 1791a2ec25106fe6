import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import type { FileStore } from './file-store.ts';

/** A store that answers later fails the request, so that an upload does not wait for one that does not answer. */
const ANSWER_MS = 30_000;
/** Slowest upload that the limit allows, in bytes a millisecond. */
const SLOWEST = 100;
const RETRIES = 2;

/**
 * Keeps bytes in a bucket of an S3-compatible store: `https://KEY:SECRET@host/bucket?region=name`. Objects have the
 * path `bucket/files/key`, because not every store knows buckets by host name. `answerMs` limits the wait for an
 * answer; the bytes of a download then come at the reader's pace.
 */
export function s3Store(address: string, answerMs = ANSWER_MS): FileStore {
  const { username, password, origin, pathname, searchParams } = new URL(address);
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    service: 's3',
    region: searchParams.get('region') ?? 'us-east-1',
    retries: RETRIES,
  });
  const call = async (
    method: 'PUT' | 'GET' | 'DELETE',
    key: string,
    init: { body?: Blob; headers?: Record<string, string> } = {},
  ): Promise<Response | null> => {
    const url = `${origin}${pathname.replace(/\/+$/, '')}/files/${key}`;
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new Error(`The file store did not answer to ${method}`)),
      answerMs + (init.body?.size ?? 0) / SLOWEST,
    );
    const response = await client
      .fetch(url, { method, signal: late.signal, ...init })
      .finally(() => clearTimeout(timer));
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404 && method !== 'PUT') return null;
    throw new Error(`The file store answered ${response.status} to ${method}`);
  };
  return {
    async put(key, path, sha256) {
      // The signature covers the bytes, so a changed byte on the way is refused.
      const headers = { 'x-amz-content-sha256': sha256 };
      await call('PUT', key, { body: await openAsBlob(path), headers });
    },
    async get(key) {
      const response = await call('GET', key);
      return response?.body ? Readable.from(response.body) : null;
    },
    async remove(key) {
      await call('DELETE', key);
    },
  };
}
