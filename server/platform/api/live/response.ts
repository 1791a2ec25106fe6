import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { Stream } from './streams.ts';

/** Time without a read by the client after which the stream is cut, in milliseconds. */
const STALLED_MS = 30_000;

/**
 * Writes an event stream until either side ends it. A client that reads nothing for half a minute is cut off,
 * because its unread events would fill the memory.
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
    // Otherwise a draining server would wait a minute for a connection that becomes idle after its start.
    connection: 'close',
    // Prevents nginx from buffering the stream.
    'x-accel-buffering': 'no',
  });
  try {
    for await (const chunk of body) {
      // An ended stream sends no "complete" event, because the client would then not reconnect.
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
