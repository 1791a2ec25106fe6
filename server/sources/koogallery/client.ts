import { z } from 'zod';
import { field } from '../transport/fields.ts';
import { type Parsed, readShape, rowParser } from '../transport/rows.ts';
import type { Transport } from '../transport/transport.ts';
import { type KooGalleryOrder, parseKooGalleryOrder } from './order.ts';

/** Names of the APIs, as quota, circuit and failures know them. */
export const KOOGALLERY_APIS = {
  ORDER_QUERY: 'order/query',
  ENTERPRISE_MAIL: 'enterprise-mail/info/get',
  AGREEMENTS: 'subscription-agreements-query',
} as const;

const OPEN_API = '/api/mkp-openapi-public/global/v1';

/** Most users of one request for mail addresses, and the longest id (domain §3 item 1, §8 no. 25). */
export const MAIL_USERS = 200;

const mailShape = z.object({
  mails: z.array(z.object({ user_id: field.id, mail: field.text })).nullish(),
});

const agreementShape = z
  .object({
    agreement_id: field.id,
    agreement_name: field.text,
    agreement_version: field.text,
    order_id: field.text,
    sign_time: field.orNull(field.instant),
  })
  .transform((row) => ({
    agreementId: row.agreement_id,
    name: row.agreement_name,
    version: row.agreement_version,
    orderId: row.order_id,
    signedAt: row.sign_time,
  }));
/** Agreement that a customer signed. The upstream documents no schema; this one is our assumption (domain §6.4). */
export type Agreement = z.output<typeof agreementShape>;
const parseAgreement = rowParser(agreementShape);

/** Client of the KooGallery OpenAPIs (domain §6.4). Every call throws UpstreamFailure when it fails. */
export interface KooGalleryClient {
  orderQuery(
    ids: { readonly orderId: string; readonly orderLineId?: string },
    signal?: AbortSignal,
  ): Promise<Parsed<KooGalleryOrder>>;
  /** Mail addresses of at most 200 users; an unknown user is absent, and so is one without an address. */
  enterpriseMail(
    userIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, string>>;
  agreements(
    filter: { readonly orderId: string },
    signal?: AbortSignal,
  ): Promise<readonly Parsed<Agreement>[]>;
}

export function koogalleryClient(transport: Transport): KooGalleryClient {
  return {
    async orderQuery({ orderId, orderLineId }, signal) {
      const api = KOOGALLERY_APIS.ORDER_QUERY;
      const path = `${OPEN_API}/order/query`;
      const query = { orderId, orderLineId };
      const answer = await transport.call({ api, method: 'GET', path, query, signal });
      const { orderInfo } = readShape(api, z.object({ orderInfo: z.unknown() }), answer);
      return parseKooGalleryOrder(orderInfo);
    },
    async enterpriseMail(userIds, signal) {
      if (userIds.length > MAIL_USERS) throw new RangeError(`At most ${MAIL_USERS} users a call`);
      const api = KOOGALLERY_APIS.ENTERPRISE_MAIL;
      const path = '/api/mkp-openapi-guest-cert/global/v1/enterprise-mail/info/get';
      const body = { user_id: userIds };
      const call = { api, method: 'POST', path, body, isQuery: true, signal } as const;
      const { mails } = readShape(api, mailShape, await transport.call(call));
      const asked = new Set(userIds);
      return new Map(
        (mails ?? []).flatMap(({ user_id, mail }) =>
          mail !== null && asked.has(user_id) ? [[user_id, mail] as const] : [],
        ),
      );
    },
    async agreements({ orderId }, signal) {
      const api = KOOGALLERY_APIS.AGREEMENTS;
      const path = `${OPEN_API}/subscription-agreements-query`;
      const body = { orderId };
      const call = { api, method: 'POST', path, body, isQuery: true, signal } as const;
      const shape = z.object({ agreements: z.array(z.unknown()).nullish() });
      const answer = readShape(api, shape, await transport.call(call));
      return (answer.agreements ?? []).map(parseAgreement);
    },
  };
}
