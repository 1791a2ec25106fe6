import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { PublicError, Refusal } from '../errors.ts';
import type { DemoClock } from '../jobs/demo-clock.ts';
import type { Secrets } from '../secrets.ts';
import { mobileNumber } from '../sms/number.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer, type Viewer } from '../viewer.ts';
import { checkSameOrigin } from './json-body.ts';

export interface DemoDeps {
  readonly db: Database;
  readonly clock: DemoClock;
  /** Keys of the numbers of SMS. */
  readonly secrets: Secrets;
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  /** Runs all work that is due at the clock's new time. */
  readonly settle: () => Promise<void>;
}

interface KeptMessage {
  readonly to: string | null;
  readonly sealedNumber: string | null;
}

const MAILS = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) });
const MOVE = z.object({ to: z.iso.datetime({ offset: true }) });

/**
 * Registers the demo's routes under `/demo`. The mailbox shows every mail and SMS, because the demo sends none; of a
 * number it shows the last digits. The clock lets an operator move time forward. A server in real mode does not have
 * these addresses.
 */
export async function registerDemo(
  fastify: FastifyInstance,
  { db, clock, secrets, authenticate, settle }: DemoDeps,
): Promise<void> {
  fastify.get('/demo/mails', async (request, reply) => {
    const query = MAILS.safeParse(request.query);
    if (!query.success) throw new PublicError('BAD_USER_INPUT', '`limit` is from 1 to 100.');
    const reader = db.reader(systemViewer('mailbox'));
    const found = await reader
      .rows<KeptMessage>(sql`
        select id, channel, recipient_mail as "to", sealed_number as "sealedNumber", coalesce(subject, '') as subject,
          body_text as "text", template, sent_at as "sentAt"
        from outbox_message where sent_at is not null order by sent_at desc, id desc limit ${query.data.limit}`)
      .finally(() => reader.end());
    const mails = found.map(({ to, sealedNumber, ...mail }) => ({
      ...mail,
      to: to ?? mobileNumber.masked(mobileNumber.unseal(secrets, sealedNumber!)),
    }));
    return reply.header('cache-control', 'no-store').send({ mails });
  });

  fastify.post('/demo/clock', async (request) => {
    checkSameOrigin(request);
    const viewer = await authenticate(request);
    if (viewer?.role !== 'operator')
      throw PublicError.forbidden('Only an operator can move the clock.');
    const body = MOVE.safeParse(request.body);
    if (!body.success)
      throw new PublicError('BAD_USER_INPUT', 'Say where to: { "to": "2026-12-01T00:00:00Z" }.');
    await clock.moveTo(new Date(body.data.to)).catch((error: Error) => {
      throw error instanceof Refusal
        ? new PublicError('BAD_USER_INPUT', 'The clock only moves forward.')
        : error;
    });
    await settle();
    return { now: clock.now().toISOString() };
  });
}
