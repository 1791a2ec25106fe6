import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isLoopback } from '../../platform/loopback.ts';
import type { HttpAnswer } from './answer.ts';
import { UpstreamFailure } from './failure.ts';

export interface HttpSettings {
  readonly connectMs: number;
  /** Milliseconds for a whole request, from its sending to the last byte of its answer. */
  readonly totalMs: number;
  readonly largestAnswer: number;
  /** Whether only the beginning of a longer answer is read. By default, a longer answer is a failure. */
  readonly cutsAnswer?: true;
}

export interface HttpRequest {
  readonly api: string;
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal;
}

export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

/** Networks that are no public upstream: a name that leads there would reach the installation's own services. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits);
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  // Tunnels, whose addresses contain any IPv4 address.
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6');

// BlockList also checks an IPv4 address that is mapped into IPv6.
const isPrivate = (address: string): boolean =>
  PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Resolves a name once and refuses it when any address of it is private. The connection uses this result. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    const hidden = addresses.find(({ address }) => isPrivate(address));
    if (hidden || addresses.length === 0)
      return done(Object.assign(new Error('Address refused'), { code: 'EADDRREFUSED' }), '', 0);
    if (options.all) return done(null, addresses);
    return done(null, addresses[0]!.address, addresses[0]!.family);
  });
};

const isLocal = ({ hostname, protocol }: URL): boolean =>
  isLoopback(hostname) && /^https?:$/.test(protocol);

/** The name is resolved by `publicLookup`, which an address in its place would evade. */
const isRemote = ({ hostname, protocol }: URL): boolean =>
  protocol === 'https:' &&
  !isLoopback(hostname) &&
  isIP(hostname.replace(/^\[(.*)\]$/, '$1')) === 0;

/**
 * The address of a receiver: https with a domain name and, where `allowsLoopback`, http on this machine. Null for any
 * other text.
 */
export function receiverUrl(text: string, allowsLoopback: boolean): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && !url.username && !url.password && !url.hash;
  return isPlain && (isRemote(url) || (allowsLoopback && isLocal(url))) ? url : null;
}

/**
 * Checks the address of an upstream: https with a domain name, or http on this machine. Throws TypeError for any
 * other text, without repeating it.
 */
export function upstreamOrigin(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const isPlain = url?.pathname === '/' && !url.search && !url.hash && !url.username;
  if (!url || !isPlain || !(isLocal(url) || isRemote(url)))
    throw new TypeError('An upstream needs an https address with a domain name and no path.');
  return url;
}

/** Opens connections to one upstream. They follow no redirect and check certificates. */
export function openHttp(origin: URL, settings: HttpSettings): Send & { close(): Promise<void> } {
  // The library takes 6 MB of memory, and an installation may have no upstream.
  const load = async () => {
    const { Agent, request } = await import('undici');
    const agent = new Agent({
      connections: 16,
      maxResponseSize: settings.cutsAnswer ? -1 : settings.largestAnswer,
      // The signal below limits the whole call; a second timer would sometimes win, with another code.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: {
        timeout: settings.connectMs,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ...(isLoopback(origin.hostname) ? {} : { lookup: publicLookup }),
      },
    });
    return { request, agent };
  };
  let client: ReturnType<typeof load> | undefined;
  const send: Send = async ({ api, method, target, headers, body, signal }) => {
    const timeout = AbortSignal.timeout(settings.totalMs);
    let status: number | null = null;
    client ??= load();
    const { request, agent } = await client;
    try {
      const answer = await request(`${origin.origin}${target}`, {
        dispatcher: agent,
        method: method as 'GET',
        headers,
        body: body === '' ? null : body,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      status = answer.statusCode;
      const text = settings.cutsAnswer
        ? await beginning(answer.body, settings.largestAnswer)
        : utf8(await answer.body.arrayBuffer());
      return { status, headers: answer.headers, body: text };
    } catch (error) {
      if (signal?.aborted) throw new UpstreamFailure('TIMED_OUT', { api, status });
      throw new UpstreamFailure(kindOf(error, status !== null), {
        api,
        status,
        code: codeOf(error),
      });
    }
  };
  return Object.assign(send, { close: async () => (await client)?.agent.close() });
}

/** The first bytes of a body as text. The rest is not received. */
async function beginning(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size >= most) break;
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, most));
}

const utf8 = (bytes: ArrayBuffer): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(bytes);

function kindOf(error: unknown, hasHead: boolean) {
  const { name } = error as Error;
  if (name === 'TimeoutError' || name === 'ConnectTimeoutError') return 'TIMED_OUT';
  // An answer that began and ends early, is too long or is no UTF-8 cannot be read.
  return hasHead || name === 'HTTPParserError' ? 'MALFORMED' : 'UNREACHABLE';
}

function codeOf(error: unknown): string | null {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : null;
}
