import { GraphQLScalarType, Kind } from 'graphql';

const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,8})?$/;

function parseDecimal(value: unknown): string {
  if (typeof value !== 'string' || !DECIMAL.test(value)) {
    throw new TypeError(
      'A Decimal is a string such as "1234.50": digits, at most 8 decimals, no exponent.',
    );
  }
  return value;
}

/** Exact decimal number as a string; binary floating point never carries money or rates. */
const decimal = new GraphQLScalarType({
  name: 'Decimal',
  description: 'Exact decimal number as a string, for example "0.85" or "1234.50". Never a float.',
  serialize: String,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : null),
});

const INSTANT = /^(?<day>\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

const FIRST = new Date('0001-01-02T00:00:00Z');
const AFTER_LAST = new Date('9999-12-31T00:00:00Z');

/** Whether the day exists: `Date` turns 30 February into 2 March. */
function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** A scalar of text in one form; `fits` decides. */
const textScalar = (
  name: string,
  description: string,
  mistake: string,
  fits: (text: string) => boolean,
): GraphQLScalarType => {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || !fits(value)) throw new TypeError(mistake);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
};

const date = textScalar(
  'Date',
  'Calendar day in Asia/Shanghai, for example "2026-11-25".',
  'A Date is a calendar day such as "2026-11-25".',
  (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && exists(text),
);

const month = textScalar(
  'Month',
  'Calendar month in Asia/Shanghai, for example "2026-11".',
  'A Month is a calendar month such as "2026-11".',
  (text) => /^\d{4}-\d{2}$/.test(text) && exists(`${text}-01`),
);

function parseInstant(value: unknown): Date {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.groups?.day : undefined;
  const date = day !== undefined && exists(day) ? new Date(String(value)) : null;
  // Years have four digits in every time zone: PostgreSQL and RFC 3339 write no others.
  if (!date || !(date >= FIRST && date < AFTER_LAST)) {
    throw new TypeError('A DateTime is an RFC 3339 instant such as "2026-11-25T00:00:00.000Z".');
  }
  return date;
}

const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  description:
    'Instant in UTC with milliseconds, for example "2026-11-25T00:00:00.000Z". Input accepts any offset.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

export const scalar = { date, month, dateTime, decimal };
