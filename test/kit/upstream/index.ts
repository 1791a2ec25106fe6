import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import * as bss from './bss.ts';
import { type Api, Faults, type UpstreamFault } from './faults.ts';
import * as koogallery from './koogallery.ts';
import {
  BadParameter,
  type ErrorStyle,
  failed,
  Parameters,
  type Reply,
  wireJson,
} from './reply.ts';
import { authorizationOf, checkSignature, signedInstant } from './signature.ts';
import { sendSms } from './sms.ts';
import { Throttle } from './throttle.ts';
import type { Timing } from './timing.ts';
import type { UpstreamPartner, UpstreamSeller, UpstreamWorld } from './world.ts';

export type { Api, UpstreamFault } from './faults.ts';
export { type Timing, virtualTiming } from './timing.ts';
export * from './world.ts';

/** A call that reached the simulated upstream. */
export interface UpstreamRequest {
  readonly api: Api;
  /** Access key id that the call names. */
  readonly accessKeyId: string;
  /** Second at which the call was sent, in milliseconds of the injected time. */
  readonly at: number;
  /** HTTP status; 0 if a fault left the call without an answer. */
  readonly status: number;
  /** Query and body as received. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Upstream {
  readonly url: string;
  readonly world: UpstreamWorld;
  /** Calls that a fault did not lose before they were read, in their order. */
  readonly requests: UpstreamRequest[];
  readonly faults: Faults;
  close(): Promise<void>;
}

export interface UpstreamOptions {
  readonly timing: Pick<Timing, 'now'>;
  readonly world: UpstreamWorld;
  /** Calls a second for each account and API; 10 by default. */
  readonly limits?: Partial<Record<Api, number>>;
  /** Port of 127.0.0.1; any free one by default. */
  readonly port?: number;
}

interface Route {
  readonly api: Api;
  readonly style: ErrorStyle;
  answer(world: UpstreamWorld, accessKeyId: string, parameters: Parameters): Reply;
}

const DEFAULT_LIMIT = 10;
const SLOW_MS = 300;
const PUBLIC = '/api/mkp-openapi-public/global/v1';

const ofPartner = (
  api: Api,
  handle: (partner: UpstreamPartner, parameters: Parameters) => Reply,
): Route => ({
  api,
  style: 'BSS',
  answer(world, id, parameters) {
    const partner = world.partners.find(({ accessKeyId }) => accessKeyId === id);
    return partner
      ? handle(partner, parameters)
      : failed('BSS', 403, 'CBC.0151', 'Access denied: the account is no partner.');
  },
});

const ofSeller = (
  api: Api,
  handle: (seller: UpstreamSeller, parameters: Parameters) => Reply,
  style: ErrorStyle = 'KOOGALLERY',
): Route => ({
  api,
  style,
  answer(world, id, parameters) {
    const seller = world.sellers.find(({ accessKeyId }) => accessKeyId === id);
    return seller
      ? handle(seller, parameters)
      : failed(style, 401, 'CBC.0151', 'No authority: the account is no seller.');
  },
});

const CHARGES = '/v2/bills/subcustomer-bills/res-fee-records';
const ORDERS = '/v2/orders/customer-orders';
const ROUTES: Readonly<Record<string, Route>> = {
  'POST /v2/partners/sub-customers/query': ofPartner('SUB_CUSTOMERS', bss.subCustomers),
  'POST /v2/partners/indirect-partners/query': ofPartner('INDIRECT_PARTNERS', bss.indirectPartners),
  [`POST ${CHARGES}/sub-customers/query`]: ofPartner('CONSUMING_CUSTOMERS', bss.consumingCustomers),
  [`GET ${CHARGES}`]: ofPartner('BILL_DETAILS', bss.billDetails),
  'GET /v2/bills/partner-bills/subcustomer-bills/monthly-sum': ofPartner(
    'MONTHLY_SUMS',
    bss.monthlySums,
  ),
  [`GET ${ORDERS}`]: ofPartner('CUSTOMER_ORDERS', bss.customerOrders),
  [`GET ${ORDERS}/details`]: ofPartner('CUSTOMER_ORDER', bss.orderDetails),
  [`GET ${ORDERS}/order-discounts`]: ofPartner('ORDER_DISCOUNTS', bss.orderDiscounts),
  [`GET ${ORDERS}/refund-orders`]: ofPartner('REFUND_ORDERS', bss.refundOrders),
  'GET /v2/products/incentive-discount-policies': ofPartner(
    'INCENTIVE_POLICIES',
    bss.incentivePolicies,
  ),
  [`GET ${PUBLIC}/order/query`]: ofSeller('ORDER_QUERY', koogallery.orderQuery),
  [`POST ${PUBLIC}/subscription-agreements-query`]: ofSeller('AGREEMENTS', koogallery.agreements),
  'POST /api/mkp-openapi-guest-cert/global/v1/enterprise-mail/info/get': ofSeller(
    'ENTERPRISE_MAIL',
    koogallery.enterpriseMail,
    'MAIL',
  ),
  'POST /sms/batchSendSms/v1': {
    api: 'SEND_SMS',
    style: 'SMS',
    answer(world, id, parameters) {
      const application = world.smsApplications?.find(({ accessKeyId }) => accessKeyId === id);
      return application
        ? sendSms(application, parameters)
        : failed('SMS', 401, 'E000040', 'The application does not exist.');
    },
  },
};

/** The route of a request and the parameters in its path. */
function routeOf(method: string, path: string): [Route | undefined, Record<string, string>] {
  const detail = new RegExp(`^${ORDERS}/details/([^/]+)$`).exec(path);
  return detail
    ? [ROUTES[`${method} ${ORDERS}/details`], { order_id: decodeURIComponent(detail[1]!) }]
    : [ROUTES[`${method} ${path}`], {}];
}

/** Fields of a body, which is JSON or a form. */
function fieldsOf(body: Buffer, type = ''): Record<string, unknown> {
  if (body.length === 0) return {};
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body.toString()));
  const value: unknown = JSON.parse(body.toString());
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadParameter('the body must be an object');
  return value as Record<string, unknown>;
}

const throttled = (style: ErrorStyle, limit: number): Reply =>
  style === 'BSS'
    ? failed(
        'BSS',
        429,
        'APIG.0308',
        `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 second`,
      )
    : failed(style, 406, 'CBC.0250', 'The access frequency exceeds the upper limit.');

/** Starts a simulated BSS, KooGallery and Message & SMS on a port of 127.0.0.1. */
export async function startUpstream(options: UpstreamOptions): Promise<Upstream> {
  const { timing, world, limits = {} } = options;
  const limitOf = (api: Api): number => limits[api] ?? DEFAULT_LIMIT;
  const throttle = new Throttle(limitOf);
  const requests: UpstreamRequest[] = [];

  const answer = (
    request: IncomingMessage,
    body: Buffer,
    route: Route,
    inPath: object,
    at: number,
  ) => {
    const [, query = ''] = request.url!.split('?');
    const parameters = { ...Object.fromEntries(new URLSearchParams(query)), ...inPath };
    const access = authorizationOf(request.headers)?.access ?? '';
    const account = [...world.partners, ...world.sellers, ...(world.smsApplications ?? [])].find(
      (one) => one.accessKeyId === access,
    );
    const reply = (): Reply => {
      const signed = { method: request.method!, url: request.url!, headers: request.headers, body };
      const refusal = account
        ? checkSignature(signed, account.secretAccessKey, timing.now())
        : 'The access key does not exist';
      if (refusal)
        return failed('BSS', 401, 'APIG.0301', `Incorrect IAM authentication: ${refusal}`);
      const domain = request.headers['x-domain-id'];
      if (domain !== undefined && domain !== account!.domainId)
        return failed('BSS', 401, 'APIG.0301', 'Incorrect IAM authentication: X-Domain-Id');
      if (!throttle.admits(route.api, access, at))
        return throttled(route.style, limitOf(route.api));
      try {
        Object.assign(parameters, fieldsOf(body, request.headers['content-type']));
        return route.answer(world, access, new Parameters(parameters));
      } catch (error) {
        if (error instanceof BadParameter || error instanceof SyntaxError)
          return failed(route.style, 400, 'CBC.0100', `Parameter error: ${error.message}`);
        throw error;
      }
    };
    return { parameters, access, reply };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    response.setHeader('date', new Date(timing.now()).toUTCString());
    const [route, inPath] = routeOf(request.method!, request.url!.split('?')[0]!);
    if (!route) {
      send(response, failed('BSS', 404, 'APIG.0101', 'The API does not exist.'), 'none');
      return;
    }
    // Injected time may have moved on while the call was on its way.
    const at = signedInstant(request.headers) ?? timing.now();
    const { parameters, access, reply } = answer(request, body, route, inPath, at);
    const fault = faults.next(route.api, access);
    const echo = fault?.echo ? ` ${request.headers.authorization}` : '';
    const result = fault
      ? await faultyReply(fault, route, limitOf(route.api), reply, echo)
      : reply();
    const status = typeof result === 'string' ? 0 : result.status;
    requests.push({ api: route.api, accessKeyId: access, at, status, parameters });
    const id = `req-${String(requests.length).padStart(6, '0')}`;
    if (result === 'RESET') request.socket.resetAndDestroy();
    else if (result !== 'BLACK_HOLE') send(response, result, id, fault?.kind, echo);
  };

  const listener = (): Server =>
    createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      void handle(request, response).catch((error: Error) => {
        response.writeHead(500).end(JSON.stringify({ error_msg: error.message }));
      });
    });
  let server = listener().listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const faults = new Faults(async (isRefused) => {
    if (isRefused) await close();
    else if (!server.listening) {
      server = listener().listen(port, '127.0.0.1');
      await once(server, 'listening');
    }
  });
  return { url: `http://127.0.0.1:${port}`, world, requests, faults, close };
}

/** Applies a fault to a reply; RESET and BLACK_HOLE leave the call without one. */
async function faultyReply(
  { kind, ms = SLOW_MS, status, code = 'CBC.0999' }: UpstreamFault,
  { style }: Route,
  limit: number,
  reply: () => Reply,
  echo: string,
): Promise<Reply | 'RESET' | 'BLACK_HOLE'> {
  switch (kind) {
    case 'SLOW':
      await sleep(ms);
      return reply();
    case 'RESET':
    case 'FLAPPING':
      return 'RESET';
    case 'BLACK_HOLE':
      return 'BLACK_HOLE';
    case 'SERVER_ERROR':
      return failed(style, status ?? 500, code, `Internal error.${echo}`);
    case 'BUSINESS_ERROR_IN_200':
      return failed(style, 200, code, `The operation failed.${echo}`);
    case 'THROTTLED':
      return throttled(style, limit);
    default:
      return reply();
  }
}

function send(
  response: ServerResponse,
  { status, body }: Reply,
  requestId: string,
  fault?: string,
  echo = '',
): void {
  const text = fault === 'MALFORMED' ? `<html><body>200 OK${echo}</body></html>` : wireJson(body);
  const bytes = Buffer.from(text);
  response.writeHead(status, {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': bytes.length,
    'x-request-id': requestId,
  });
  if (fault !== 'TRUNCATED') {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
    response.socket?.destroySoon(),
  );
}
