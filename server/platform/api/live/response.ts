import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { Stream } from './streams.ts';

/** How long a reader may take nothing before it is given up. */
const STALLED_MS = 30_000;

/**
 * Writes an event stream until either side ends it. A reader that takes nothing for half a minute is
 * cut off: what waits for it would fill the memory.
 */
export async function sendStream(reply: FastifyReply, stream: Stream): Promise<void> {
  const body = stream.take();
  reply.hijack();
  const { raw } = reply;
  const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  raw.once('close', () => stream.end());
  raw.writeHead(200, {
    ...(Object.fromEntries(headers) as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // A server that stops would wait a minute for connections that end after it has begun to.
    connection: 'close',
    // Keeps a proxy from collecting the stream.
    'x-accel-buffering': 'no',
  });
  try {
    for await (const chunk of body) {
      // A stream that was ended says nothing more: "complete" would tell its reader not to come again.
      if (stream.over || !raw.writable) break;
      if (!raw.write(chunk)) await once(raw, 'drain', { signal: AbortSignal.timeout(STALLED_MS) });
    }
    raw.end();
  } catch {
    raw.destroy();
  } finally {
    stream.end();
  }
}
