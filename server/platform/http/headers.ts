import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
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

/** Security headers of every answer: nothing from elsewhere, nothing inline, never in a frame. */
export async function registerHeaders(fastify: FastifyInstance, env: Env): Promise<void> {
  const overTls = !env.demo && env.publicUrl.startsWith('https:');
  await fastify.register(helmet, {
    contentSecurityPolicy: contentPolicy(LIBRARY_STYLES),
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Links carry their token in the address: it must not travel on as a referrer.
    referrerPolicy: { policy: 'no-referrer' },
    hsts: overTls ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
  });
  fastify.addHook('onRequest', async ({ url }, reply) => {
    reply.header('permissions-policy', NO_DEVICES);
    if (url.split('?')[0] === STYLES_ITSELF)
      await reply.helmet({ contentSecurityPolicy: contentPolicy(["'unsafe-inline'"]) });
  });
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
