import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Buckets } from '../../../platform/api/limits-budget.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { PublicError } from '../../../platform/errors.ts';
import { globalId } from '../../../platform/ids.ts';
import { deadlineIn } from '../../../platform/request-deadline.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import {
  BODY_SIGN,
  bodySign,
  type Protocol,
  receive,
  storedText,
} from '../../../sources/koogallery/notification/index.ts';
import { upstreamAccount } from '../account/upstream-account.read.ts';
import { accept } from './accept.write.ts';
import { takeNonce } from './nonce.store.ts';
import { NOTIFICATION_PATH } from './notification-path.ts';
import { type Reply, textOf } from './notification-reply.ts';
import { type NotificationReceiver, receiverOf } from './receiver.read.ts';
import { noteRefused, type Refusal } from './refuse.write.ts';

/** The marketplace waits 5 s (domain §6.3). */
const ANSWER_MS = 4_000;
/** A sync of 1,000 users has about 300 kB. */
const BODY_BYTES = 500_000;
/** Refused requests of one address: more are neither counted nor audited. */
const REFUSED = { maximum: 60, restoreRate: 1 };

declare module 'fastify' {
  interface FastifyRequest {
    notified: NotificationReceiver | null;
  }
}

interface Address {
  readonly Params: { readonly account: string; readonly activity?: string };
}

class Replayed extends Error {}

/**
 * Serves the address of each seller's account for notifications of KooGallery (domain §6.3): `GET` for V1, `POST` for
 * V2, and `POST …/produceAPI/v2/<activity>` for the kit. Every answer carries `Body-Sign`. A notification is stored
 * before it is answered; the upstream is asked for its order afterwards, by a job.
 */
export async function registerNotifications(
  fastify: FastifyInstance,
  deps: CommandDeps,
): Promise<void> {
  const { realClock: clock, log } = deps;
  const refusals = new Buckets(clock, REFUSED);

  const inTransaction = <T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(
      { ...deps, db: deps.db.until(deadlineIn(ANSWER_MS)) },
      systemViewer('notification'),
      request.id,
      work,
    );

  const refuse = async (
    request: FastifyRequest,
    account: NotificationReceiver,
    protocol: Protocol,
    refusal: Refusal,
  ): Promise<Reply> => {
    const bucket = refusals.at(`${account.id} ${request.ip}`);
    if (bucket.available >= 1) {
      bucket.available -= 1;
      const noted = { refusal, source: request.ip, protocol };
      await inTransaction(request, (tx) => noteRefused(tx, account, noted));
    }
    return { result: refusal === 'MALFORMED' ? 'BAD_PARAMETER' : 'AUTHENTICATION_FAILED' };
  };

  const answerTo = async (request: FastifyRequest<Address>): Promise<Reply> => {
    const account = request.notified!;
    const raw = rawRequest(request);
    const received = receive(raw, account.notificationKey, clock.now());
    if ('refusal' in received)
      return await refuse(request, account, raw.protocol, received.refusal);
    const { notification } = received;
    const text = storedText(raw);
    try {
      return await inTransaction(request, async (tx) => {
        const isFirst = await takeNonce(tx, account.id, notification.nonce, clock.now());
        if (!isFirst) throw new Replayed();
        return await accept(tx, account, { notification, raw: text });
      });
    } catch (error) {
      if (!(error instanceof Replayed)) throw error;
      return await refuse(request, account, raw.protocol, 'REPLAYED');
    }
  };

  await fastify.register(async (scope) => {
    scope.decorateRequest('notified', null);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.addHook('onRequest', async (request) => {
      const parsed = globalId.parse((request.params as Address['Params']).account);
      const isAccount = parsed?.prefix === upstreamAccount.spec.id;
      request.notified = isAccount ? await receiverOf(deps, parsed.id) : null;
      if (!request.notified) throw PublicError.notFound();
    });
    scope.setErrorHandler((error: FastifyError, request, reply) => {
      if (!request.notified) throw error;
      const status = error.statusCode ?? 500;
      if (status < 500) return send(request, reply.code(status), { result: 'BAD_PARAMETER' });
      log.error({ err: error, requestId: request.id }, 'a notification was not stored');
      return send(request, reply.code(500), { result: 'OTHER' });
    });
    const serve = async (request: FastifyRequest<Address>, reply: FastifyReply) =>
      send(request, reply, await answerTo(request));
    scope.get<Address>(`${NOTIFICATION_PATH}/:account`, { exposeHeadRoute: false }, serve);
    scope.post<Address>(`${NOTIFICATION_PATH}/:account`, serve);
    scope.post<Address>(`${NOTIFICATION_PATH}/:account/produceAPI/v2/:activity`, serve);
  });
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Reply): FastifyReply {
  const text = textOf(answer);
  return reply
    .headers({
      'cache-control': 'no-store',
      [BODY_SIGN]: bodySign(request.notified!.notificationKey, text),
    })
    .type('application/json; charset=utf-8')
    .send(text);
}

function rawRequest(request: FastifyRequest<Address>) {
  const { method, headers, params, body, url } = request;
  const at = url.indexOf('?');
  const isKit = params.activity !== undefined || headers['x-sign'] !== undefined;
  const protocol: Protocol = method === 'GET' ? 'V1' : isKit ? 'KIT' : 'V2';
  return {
    protocol,
    query: at < 0 ? '' : url.slice(at + 1),
    headers,
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    ...(params.activity !== undefined && { kitActivity: params.activity }),
  };
}
