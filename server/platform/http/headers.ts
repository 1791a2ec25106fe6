import { createHash } from 'node:crypto';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import type { Env } from '../env.ts';

/** The two style sheets that React Aria adds to the page by itself; named by hash, so that no other inline style is let in. */
const LIBRARY_STYLES = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
].map((css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`);

/**
 * The page with the API explorer, whose editor writes style sheets of its own as it goes. Styles alone:
 * scripts come from our server and nothing is evaluated there either.
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

/** Answers of this address are never a page: whatever makes sense only of one is left out. */
export const GRAPHQL = '/graphql';

/** Security headers of every answer: nothing from elsewhere, nothing inline, never in a frame. */
export async function registerHeaders(server: FastifyInstance, env: Env): Promise<void> {
  const always = {
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Links carry their token in the address: it must not travel on as a referrer.
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
 * What helmet writes. It is the same for every answer, but helmet puts it together anew for each: a twelfth
 * of the server's time for a small query.
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

/** Only from our own server; of styles within the page these. */
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
