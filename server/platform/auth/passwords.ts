import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { Semaphore } from '../semaphore.ts';

/** Cost of a hash: 19 MiB of memory, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

const HASH_BYTES = 32;
const AT_ONCE = 4;
const LONGEST_QUEUE = 100;
const SHORTEST = 12;
const LONGEST = 256;

/** Reason for refusing a new password. */
export type PasswordProblem = 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_TOO_COMMON';

/** Long passwords that attackers try first. Short ones are refused by length. */
const COMMON = new Set([
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'passw0rd1234',
  'p@ssw0rd1234',
  'p@ssword1234',
  'administrator',
  'administrator1',
  'adminadminadmin',
  'admin1234567',
  'admin12345678',
  'changeme1234',
  'changemenow1',
  'welcome12345',
  'welcome123456',
  'letmeinplease',
  'letmein12345',
  'iloveyou1234',
  'iloveyou12345',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'qwertyuiopasdfgh',
  'qwerty123456',
  'qwerty1234567',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u8i',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'zaq12wsxcde3',
  'abcd12345678',
  'abc123456789',
  'a1b2c3d4e5f6',
  'asdfghjkl123',
  'zxcvbnm12345',
  '123456789abc',
  '1234567890ab',
  'woaini1314520',
  'woaini520131',
  'woaiwojia123',
  'monkey123456',
  'dragon123456',
  'football1234',
  'baseball1234',
  'superman1234',
  'sunshine1234',
  'princess1234',
  'trustno1trustno1',
  'correcthorsebatterystaple',
  'partnergraph',
  'partnergraph1',
  'partnergraph123',
  'marketplace1',
  'huaweicloud1',
  'huawei123456',
]);

/** Whether a password is a rising, falling or constant sequence: `123456789012`, `aaaaaaaaaaaa`. */
function isRun(password: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < password.length; i++) {
    const step = password.charCodeAt(i) - password.charCodeAt(i - 1);
    steps.add(step === -9 && password[i] === '0' ? 1 : step);
  }
  return steps.size === 1 && Math.abs([...steps][0]!) <= 1;
}

/** Checks the length of a new password and refuses known bad choices. Kinds of characters do not matter. */
export function passwordProblem(password: string, mail: string): PasswordProblem | null {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...text].length < SHORTEST) return 'PASSWORD_TOO_SHORT';
  if (password.length > LONGEST) return 'PASSWORD_TOO_LONG';
  const [local = ''] = mail.toLowerCase().split('@');
  const own =
    text === mail.toLowerCase() || (local.length >= 4 && text.replace(/[\d\W_]+$/, '') === local);
  const repeats = new Set(text).size < 4;
  return COMMON.has(text) || isRun(text) || repeats || own ? 'PASSWORD_TOO_COMMON' : null;
}

export interface PasswordHasher {
  /** Returns a self-describing PHC string: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. */
  hash(password: string): Promise<string>;
  /** Whether the password matches the hash. Without a hash the check takes the same time and fails. */
  verify(password: string, stored: string | null): Promise<boolean>;
  /** Whether a hash has a cost other than the current one. */
  outdated(stored: string): boolean;
}

/**
 * Creates a hasher that hashes at most four passwords at once; the others wait. It throws UNAVAILABLE if too many
 * wait, so that a flood of sign-ins costs bounded memory and time.
 */
export function createHasher(): PasswordHasher {
  const dummySalt = randomBytes(16);
  const turns = new Semaphore({ limit: AT_ONCE, waiting: LONGEST_QUEUE, retryAfter: 2 });

  const derive = (
    password: string,
    salt: Buffer,
    { memory, passes, parallelism }: Cost,
  ): Promise<Buffer> =>
    turns.run(
      () =>
        new Promise((resolve, reject) => {
          const message = password.normalize('NFKC');
          argon2(
            'argon2id',
            { message, nonce: salt, memory, passes, parallelism, tagLength: HASH_BYTES },
            (error, key) => (error ? reject(error) : resolve(key)),
          );
        }),
    );

  return {
    async hash(password) {
      const salt = randomBytes(16);
      return print(COST, salt, await derive(password, salt, COST));
    },
    async verify(password, stored) {
      const known = stored === null ? null : parse(stored);
      const given = password.slice(0, LONGEST);
      const key = await derive(given, known?.salt ?? dummySalt, known?.cost ?? COST);
      return known !== null && key.length === known.hash.length && timingSafeEqual(key, known.hash);
    },
    outdated(stored) {
      const { memory, passes, parallelism } = parse(stored).cost;
      return memory !== COST.memory || passes !== COST.passes || parallelism !== COST.parallelism;
    },
  };
}

const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

const print = ({ memory, passes, parallelism }: Cost, salt: Buffer, hash: Buffer): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(hash)}`;

function parse(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } {
  const match =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  if (!match) throw new Error('The password hash has an unknown format');
  const [, memory, passes, parallelism, salt, hash] = match;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt!, 'base64'),
    hash: Buffer.from(hash!, 'base64'),
  };
}
