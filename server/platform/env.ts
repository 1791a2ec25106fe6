import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isLoopback } from './loopback.ts';
import { writing } from './writable.ts';

/** Account at Huawei Cloud Message & SMS. */
export interface SmsSettings {
  /** Address of the application with its key and secret. */
  readonly url: string;
  /** Channel number of the signature (通道号). */
  readonly from: string;
  /** Ids of the registered templates by `text.language`, such as `mobileCode.zh`. */
  readonly templates: Readonly<Record<string, string>>;
  /** Registered signature; null for the one of the site. */
  readonly signature: string | null;
}

/** Settings of one server process, read once at start. */
export interface Env {
  readonly host: string;
  /** TCP port; with 0 the system chooses a free one. */
  readonly port: number;
  /** Absolute path of the folder for all data outside the database. */
  readonly dataDir: string;
  /** Address of the database; null selects the embedded one. */
  readonly databaseUrl: string | null;
  /** Address of the same database with the log-in that owns the tables; null selects the log-in of `databaseUrl`. */
  readonly databaseOwnerUrl: string | null;
  /** Address of the portal, without a final slash. Mails link to it. */
  readonly publicUrl: string;
  readonly secretKey: string;
  /** Former SECRET_KEY during its change; null otherwise. */
  readonly previousSecretKey: string | null;
  /** Address of the mail server; null in demo mode, where mails stay in the mailbox page. */
  readonly smtpUrl: string | null;
  /** Account that sends SMS; null without SMS, and in demo mode, where they stay in the mailbox page. */
  readonly sms: SmsSettings | null;
  /** Bucket for uploaded files, with its credentials; null keeps them in folders of `dataDir`. */
  readonly s3Url: string | null;
  /** Whether cookies lack the Secure attribute, for a trial on plain http. */
  readonly insecureHttp: boolean;
  readonly demo: boolean;
  /** Whether other machines may reach a demo, whose accounts need no password. */
  readonly demoPublic: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Comma-separated addresses of reverse proxies whose X-Forwarded headers are trusted; null trusts no proxy. */
  readonly trustedProxies: string | null;
  /** Origins whose pages may call GraphQL with an API key. Default: empty. */
  readonly corsOrigins: readonly string[];
}

/** Thrown if the environment does not allow a start. `message` has one line for each problem. */
export class EnvProblem extends Error {}

const flag = z
  .enum(['', '0', '1', 'false', 'true'], { error: 'must be 1 or 0' })
  .default('0')
  .transform((value) => value === '1' || value === 'true');
const text = z.string().trim().min(1).optional();
const url = (kind: string, protocols: RegExp) =>
  z.url({ protocol: protocols, error: `must be an address such as ${kind}` }).optional();

/** Addresses that the server library accepts as proxies: names of ranges, IP addresses, and ranges in CIDR notation. */
const PROXY_RANGES = ['loopback', 'linklocal', 'uniquelocal'];
function isProxy(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0) return PROXY_RANGES.includes(text);
  if (bits === undefined) return true;
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
const namesAccount = (text: string): boolean => {
  const { username, password, pathname } = new URL(text);
  return username !== '' && password !== '' && pathname === '/';
};
const namesBucket = (text: string): boolean => {
  const { username, password, pathname } = new URL(text);
  return username !== '' && password !== '' && /^\/[^/]+\/?$/.test(pathname);
};
const BUCKET = 'https://key:secret@s3.example.com/bucket?region=cn-north-4';
const SMS = 'https://key:secret@smsapi.cn-north-4.myhuaweicloud.com';
const DATABASE = 'postgres://user:password@host:5432/name';

const SHAPE = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).default(4000),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(DATABASE, /^postgres(ql)?$/),
  DATABASE_OWNER_URL: url(DATABASE, /^postgres(ql)?$/),
  PUBLIC_URL: url('https://portal.example.com', /^https?$/),
  SECRET_KEY: text,
  SECRET_KEY_PREVIOUS: text,
  SMTP_URL: url('smtps://user:password@mail.example.com:465', /^smtps?$/),
  S3_URL: url(BUCKET, /^https?$/).refine((text) => text === undefined || namesBucket(text), {
    error: `must name a key, a secret and a bucket, such as ${BUCKET}`,
  }),
  SMS_URL: url(SMS, /^https?$/).refine((text) => text === undefined || namesAccount(text), {
    error: `must name a key and a secret, such as ${SMS}`,
  }),
  SMS_SENDER: text,
  SMS_SIGNATURE: text,
  SMS_TEMPLATES: text
    .transform((list) => list?.split(',').map((pair) => pair.split('=').map((one) => one.trim())))
    .refine((pairs) => pairs?.every((pair) => pair.length === 2 && pair.every(Boolean)) ?? true, {
      error:
        'must be pairs such as mobileCode.zh=8ff55eac1d0b478ab3c06c3c6a492300, separated by commas',
    }),
  INSECURE_HTTP: flag,
  DEMO: flag,
  DEMO_PUBLIC: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
  TRUSTED_PROXIES: text.refine(
    (list) => list?.split(',').every((part) => isProxy(part.trim())) ?? true,
    {
      error:
        'must be addresses of proxies such as 127.0.0.1 or 10.0.0.0/8, or loopback, separated by commas',
    },
  ),
  CORS_ORIGINS: text
    .transform((list) => list?.split(',').map((origin) => origin.trim()) ?? [])
    .refine((origins) => origins.every(isOrigin), {
      error: 'must be origins such as https://tools.example.com, separated by commas',
    }),
});

const SHORTEST_SECRET = 32;

/** Reads the environment. Demo mode requires no variable; real mode throws EnvProblem for missing ones. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = SHAPE.safeParse(present);
  if (!parsed.success) {
    throw new EnvProblem(
      parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}.`).join('\n'),
    );
  }
  const it = parsed.data;
  const demo = it.DATABASE_URL === undefined || it.DEMO;
  const findings = [...(demo ? exposed(it) : missing(it)), ...incomplete(it), ...weak(it)];
  const problems = findings.filter(([holds]) => holds).map(([, sentence]) => sentence);
  if (problems.length > 0) throw new EnvProblem(problems.join('\n'));
  const dataDir = resolve(it.DATA_DIR);
  return {
    host: it.HOST,
    port: it.PORT,
    dataDir,
    databaseUrl: it.DATABASE_URL ?? null,
    databaseOwnerUrl: it.DATABASE_OWNER_URL ?? null,
    publicUrl: (it.PUBLIC_URL ?? `http://localhost:${it.PORT}`).replace(/\/+$/, ''),
    secretKey: it.SECRET_KEY ?? keptSecret(dataDir),
    previousSecretKey: it.SECRET_KEY_PREVIOUS ?? null,
    smtpUrl: demo ? null : it.SMTP_URL!,
    sms: demo ? null : smsOf(it),
    s3Url: it.S3_URL ?? null,
    insecureHttp: it.INSECURE_HTTP,
    demo,
    demoPublic: it.DEMO_PUBLIC,
    logLevel: it.LOG_LEVEL ?? (demo ? 'warn' : 'info'),
    trustedProxies: it.TRUSTED_PROXIES ?? null,
    corsOrigins: it.CORS_ORIGINS,
  };
}

type Given = z.infer<typeof SHAPE>;

/** Sentences about the settings, each with whether it holds. */
type Findings = readonly (readonly [holds: boolean, sentence: string])[];

const missing = ({ SECRET_KEY, PUBLIC_URL, SMTP_URL }: Given): Findings => [
  [
    !SECRET_KEY,
    'SECRET_KEY is missing: set it to at least 32 random characters, for example the output of "openssl rand -base64 48", and keep it.',
  ],
  [
    !PUBLIC_URL,
    'PUBLIC_URL is missing: set it to the address people open the portal at, for example https://portal.example.com.',
  ],
  [
    !SMTP_URL,
    'SMTP_URL is missing: set it to your mail server, for example smtps://user:password@mail.example.com:465.',
  ],
];

const exposed = ({ HOST, DEMO_PUBLIC, DATABASE_URL, DATABASE_OWNER_URL }: Given): Findings => [
  [
    !DEMO_PUBLIC && !isLoopback(HOST),
    `HOST is ${HOST}, but a demo lets anybody in who reaches it: leave HOST out, or set DEMO_PUBLIC=1 to allow that.`,
  ],
  [
    !DATABASE_URL && DATABASE_OWNER_URL !== undefined,
    'DATABASE_URL is missing: DATABASE_OWNER_URL only names the same database under the log-in that owns its tables.',
  ],
];

const incomplete = ({ SMS_URL, SMS_SENDER, SMS_TEMPLATES }: Given): Findings => [
  [
    SMS_URL !== undefined && !SMS_SENDER,
    'SMS_SENDER is missing: set it to the channel number of your SMS signature.',
  ],
  [
    SMS_URL !== undefined && !SMS_TEMPLATES,
    'SMS_TEMPLATES is missing: list the ids of your SMS templates, by text and language.',
  ],
];

const weak = ({ SECRET_KEY, SECRET_KEY_PREVIOUS }: Given): Findings => [
  ...Object.entries({ SECRET_KEY, SECRET_KEY_PREVIOUS }).map(
    ([name, secret]) =>
      [
        secret !== undefined && secret.length < SHORTEST_SECRET,
        `${name} is too short: it has ${secret?.length} characters and needs at least ${SHORTEST_SECRET}.`,
      ] as const,
  ),
  [
    SECRET_KEY !== undefined && SECRET_KEY === SECRET_KEY_PREVIOUS,
    'SECRET_KEY_PREVIOUS is the present SECRET_KEY: set it to the one before, or leave it out.',
  ],
];

const smsOf = ({ SMS_URL, SMS_SENDER, SMS_SIGNATURE, SMS_TEMPLATES }: Given) =>
  SMS_URL === undefined
    ? null
    : {
        url: SMS_URL,
        from: SMS_SENDER!,
        templates: Object.fromEntries(SMS_TEMPLATES!),
        signature: SMS_SIGNATURE ?? null,
      };

/** The demo's secret. The first start creates and stores it, so that a restart signs nobody out. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret-key');
  try {
    writing(dataDir, () => {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
