import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
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

/** Security headers of every answer: nothing from elsewhere, nothing inline, never in a frame. */
export async function registerHeaders(server: FastifyInstance, env: Env): Promise<void> {
  const usual = await securityHeaders(env, LIBRARY_STYLES);
  const explorer = await securityHeaders(env, ["'unsafe-inline'"]);
  server.addHook('onRequest', ({ url }, reply, done) => {
    reply.headers(url.split('?')[0] === STYLES_ITSELF ? explorer : usual);
    done();
  });
}

/**
 * What helmet writes for a page whose styles may come from these sources. It is the same for every answer,
 * but helmet puts it together anew for each: a twelfth of the server's time for a small query.
 */
async function securityHeaders(
  env: Env,
  styles: readonly string[],
): Promise<Record<string, string>> {
  const overTls = !env.demo && env.publicUrl.startsWith('https:');
  const headers: Record<string, string> = { 'permissions-policy': NO_DEVICES };
  const specimen = fastify();
  await specimen.register(helmet, {
    contentSecurityPolicy: contentPolicy(styles),
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Links carry their token in the address: it must not travel on as a referrer.
    referrerPolicy: { policy: 'no-referrer' },
    hsts: overTls ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
  });
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
