import 'reflect-metadata';
import { createApp } from '../../../server/app.ts';
import { type Clock, systemClock } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/db/database.ts';
import { readEnv } from '../../../server/platform/env.ts';
import { openLog } from '../../../server/platform/log.ts';
import { loadDomain } from '../../../server/schema.ts';
import { ready, serverEnv } from '../ready.ts';

// The product in its production set-up, with its request log. Limits of a single caller are off: the
// budgets of API keys use a clock that runs a thousand times as fast. It would end the sessions of people, so for
// the portal it is the real one.

const FASTER = 1_000;

const { url, documents, forPeople } = serverEnv();
const began = Date.now();
const hasty: Clock = { now: () => new Date(began + (Date.now() - began) * FASTER) };
const env = readEnv({
  DATABASE_URL: url,
  PORT: '0',
  PUBLIC_URL: 'http://localhost',
  SECRET_KEY: 'of-the-bench-and-of-nothing-else-0123456789',
  SMTP_URL: 'smtp://localhost:1025',
  INSECURE_HTTP: '1',
});
const { entities } = await loadDomain();
const { fastify } = await createApp({
  env,
  db: await openDatabase({ url, entities }),
  clock: systemClock,
  realClock: forPeople ? systemClock : hasty,
  log: openLog(env.logLevel),
  documentsFile: documents,
  ...(process.argv.includes('resolved') && { plugins: [] }),
});
await fastify.listen({ host: '127.0.0.1', port: 0 });
ready(fastify.server);
