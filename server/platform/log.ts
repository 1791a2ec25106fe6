import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const SECRET_NAME =
  /pass(word|phrase)?$|token|secret|cookie|authorization|signature|^(key|ak|sk)$|[a-z]Key$|_key$|access_?key/i;

/**
 * Formats of secrets, replaced anywhere in a line: API keys, password hashes, passwords in addresses, signatures
 * of upstream requests, the product's tokens of 43 characters (in a link's address, in a database error), and the people
 * in mail addresses.
 */
const SECRET_VALUES: readonly (readonly [RegExp, string])[] = [
  [/pg_(live|temp)_([0-9a-f]{8})_[\w-]+/g, 'pg_$1_$2_[redacted]'],
  [/\$argon2id?\$[^\s"'\\]+/g, '[redacted]'],
  [/(SDK-HMAC-SHA256 )[^"\\]+/g, '$1[redacted]'],
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, '[redacted]'],
  [/(:\/\/[^\s"/:@]*:)[^\s"/@]+@/g, '$1[redacted]@'],
  [/[^\s"'<>()[\]=,:;\\/@]{1,64}(@(?:[\p{L}\d-]+\.)+\p{L}{2,})/gu, '[redacted]$1'],
];

const DEEPEST = 6;

/** A copy of `value` that replaces each field with a secret's name. */
function redactFields(value: unknown, depth = 0): unknown {
  if (Array.isArray(value))
    return depth > DEEPEST ? '[deep]' : value.map((item) => redactFields(item, depth + 1));
  if (!isPlain(value)) return value;
  if (depth > DEEPEST) return '[deep]';
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      SECRET_NAME.test(name) && field !== null && field !== undefined
        ? '[redacted]'
        : redactFields(field, depth + 1),
    ]),
  );
}

/** The line with each text in a secret's format replaced. */
const redactText = (line: string): string =>
  SECRET_VALUES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);

/** Buffer size: more than one turn of the event loop logs. */
const GATHERED_BYTES = 15_000;

/** A stream that writes the lines of one event-loop turn together, because each write is expensive under load. */
function gathered(): DestinationStream {
  const out = pino.destination({ fd: 1, sync: true, minLength: GATHERED_BYTES });
  let isWaiting = false;
  const flush = (): void => {
    isWaiting = false;
    out.flush();
  };
  // `flushSync` also waits for the disk, so only the exit of the process calls it.
  process.on('exit', () => out.flushSync());
  return {
    write(line) {
      out.write(line);
      if (isWaiting) return;
      isWaiting = true;
      setImmediate(flush);
    },
  };
}

let standard: DestinationStream | undefined;

/** The output that all loggers of this process share. */
function standardOutput(): DestinationStream {
  standard ??= gathered();
  return standard;
}

/** Opens a logger that writes JSON lines without secrets. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const { err } = pino.stdSerializers;
  const error = (thrown: Error) => redactFields({ ...err(thrown), raw: undefined });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redactFields(fields) as Record<string, unknown>,
      },
      serializers: { err: error, error },
      hooks: { streamWrite: redactText },
    },
    destination ?? standardOutput(),
  );
}
