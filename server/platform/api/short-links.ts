import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { PublicError } from '../errors.ts';
import { SHORT_PATH } from '../sms/render.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';
import { Buckets } from './limits-budget.ts';

/** Requests of one address: a reader opens a link once or twice, a guesser tries many. */
const RATE = { maximum: 30, restoreRate: 0.2 };

/**
 * Serves the short addresses of SMS, `GET /m/<code>`: redirects to the page of the message, which asks for a log-in,
 * and an unknown code to the start page.
 */
export function registerShortLinks(
  fastify: FastifyInstance,
  { db, clock }: { db: Database; clock: Clock },
): void {
  const buckets = new Buckets(clock, RATE);
  fastify.get<{ Params: { code: string } }>(
    `${SHORT_PATH}:code`,
    { exposeHeadRoute: false },
    async (request, reply) => {
      const bucket = buckets.at(request.ip);
      if (bucket.available < 1) throw PublicError.rateLimited(Math.ceil(1 / RATE.restoreRate));
      bucket.available -= 1;
      const [found] = await db.transaction(systemViewer('short link'), (tx) =>
        tx.rows<{ path: string }>(
          sql`select links->>'link' as path from outbox_message where short_code = ${request.params.code} and links ? 'link'`,
        ),
      );
      return reply
        .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
        .redirect(found?.path ?? '/');
    },
  );
}
