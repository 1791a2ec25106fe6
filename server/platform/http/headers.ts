import { createHash } from 'node:crypto';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import type { Env } from '../env.ts';

/** Hashes of the two style sheets that React Aria adds to the page. No other inline style is allowed. */
const LIBRARY_STYLES = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
].map((css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`);

/**
 * Address of the API explorer, whose editor creates style sheets at run time. The page allows inline styles
 * only: its scripts come from this server and cannot evaluate text.
 */
const STYLES_ITSELF = '/developers/explorer';

const YEAR_SECONDS = 31_536_000;
const NO_DEVICES = [
  'accelerometer',
  'camera',
  'geolocation',
  'gyroscope',
  'microphone',
  'payment',
  'usb',
]
  .map((name) => `${name}=()`)
  .join(', ');

/** Address whose answers are never pages. Headers that matter only for pages are omitted. */
export const GRAPHQL = '/graphql';

/** Adds security headers to every answer: no foreign content, no inline scripts and no frames. */
export async function registerHeaders(server: FastifyInstance, env: Env): Promise<void> {
  const always = {
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Links carry a token in the address, which must not leave as a referrer.
    referrerPolicy: { policy: 'no-referrer' },
    hsts:
      !env.demo && env.publicUrl.startsWith('https:')
        ? { maxAge: YEAR_SECONDS, includeSubDomains: true }
        : false,
  } satisfies FastifyHelmetOptions;
  const page = (styles: readonly string[]): FastifyHelmetOptions => ({
    ...always,
    contentSecurityPolicy: contentPolicy(styles),
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
  const data: FastifyHelmetOptions = {
    ...always,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginOpenerPolicy: false,
    dnsPrefetchControl: false,
    ieNoOpen: false,
    originAgentCluster: false,
    permittedCrossDomainPolicies: false,
    xssFilter: false,
  };
  const devices = { 'permissions-policy': NO_DEVICES };
  const usual = { ...devices, ...(await written(page(LIBRARY_STYLES))) };
  const others = new Map([
    [STYLES_ITSELF, { ...devices, ...(await written(page(["'unsafe-inline'"]))) }],
    [GRAPHQL, await written(data)],
  ]);
  server.addHook('onRequest', ({ url }, reply, done) => {
    reply.headers(others.get(url.split('?')[0]!) ?? usual);
    done();
  });
}

/**
 * The headers that helmet writes. They are computed once, because helmet computes the same ones for each
 * answer, which takes a twelfth of the server's time for a small query.
 */
async function written(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  const specimen = fastify();
  await specimen.register(helmet, options);
  specimen.get('/', async (_, reply) => {
    for (const [name, value] of Object.entries(reply.raw.getHeaders()))
      headers[name] = String(value);
    return '';
  });
  await specimen.inject('/');
  await specimen.close();
  return headers;
}

/** Content policy that allows only content of this server and the given inline styles. */
const contentPolicy = (styles: readonly string[]) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", ...styles],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
});
