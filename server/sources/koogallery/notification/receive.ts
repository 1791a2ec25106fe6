import { type Activity, activityOf } from './activity.ts';
import { isEncryptType, readField } from './encrypted-field.ts';
import { type Parameters, parametersOf, without } from './query.ts';
import { instantOf, isTimely } from './timestamp.ts';
import { isV1Authentic } from './v1.ts';
import { isKitAuthentic, isV2Authentic, type Signed } from './v2.ts';

export const PROTOCOLS = ['V1', 'V2', 'KIT'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** A request as it arrived. */
export interface RawRequest {
  readonly protocol: Protocol;
  /** Text after the "?" of the address. */
  readonly query: string;
  /** Headers of the kit; other protocols use none. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Last part of a kit address, for example `authSync`. */
  readonly kitActivity?: string;
}

/** A request that is signed by the access key and timely. Whether it is a replay is the receiver's to decide. */
export interface Notification {
  readonly protocol: Protocol;
  readonly activity: Activity;
  /** Word for the activity in the request. */
  readonly activityName: string;
  readonly sentAt: Date;
  /** Value that no second request has: the nonce, in V1 the token, which covers a time in milliseconds. */
  readonly nonce: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const REFUSALS = ['FORGED', 'LATE', 'MALFORMED'] as const;
export type ReceivedRefusal = (typeof REFUSALS)[number];
export type Received =
  | { readonly notification: Notification }
  | { readonly refusal: ReceivedRefusal };

/** Longest nonce; KooGallery's have 32 or 64 characters. */
const MAX_NONCE = 128;

/**
 * Verifies a request with an access key (domain §6.3): signature, then time, then encoding. FORGED: no or a wrong
 * signature. LATE: more than 60 s from `now`. MALFORMED: signed, but not a JSON object in UTF-8, or with a field
 * that the key does not decrypt.
 */
export function receive(request: RawRequest, accessKey: string, now: Date): Received {
  const read =
    request.protocol === 'V1' ? readV1(request, accessKey) : readJson(request, accessKey);
  if (!read) return { refusal: 'FORGED' };
  const sentAt = instantOf(read.timestamp);
  if (!sentAt || !isTimely(sentAt, now)) return { refusal: 'LATE' };
  if (!read.parameters) return { refusal: 'MALFORMED' };
  const { protocol, kitActivity } = request;
  const { activity: named } = read.parameters;
  const activityName = kitActivity ?? (typeof named === 'string' ? named : '');
  return {
    notification: {
      protocol,
      activity: activityOf(activityName),
      activityName,
      sentAt,
      nonce: read.nonce,
      parameters: read.parameters,
    },
  };
}

interface Read {
  readonly timestamp: string;
  readonly nonce: string;
  readonly parameters: Readonly<Record<string, unknown>> | null;
}

function readV1({ query }: RawRequest, accessKey: string): Read | null {
  const parameters = parametersOf(query);
  if (!parameters || !isV1Authentic(accessKey, parameters)) return null;
  return {
    timestamp: parameters.get('timeStamp') ?? '',
    nonce: parameters.get('authToken')!,
    parameters: openedFields(accessKey, parameters),
  };
}

const ENCRYPTED = ['userName', 'mobilePhone', 'email'] as const;

/** The parameters with their encrypted fields opened; null if one cannot be opened. Nobody needs the password. */
function openedFields(
  accessKey: string,
  parameters: Parameters,
): Readonly<Record<string, string>> | null {
  const { authToken: _, timeStamp: __, password: ___, ...named } = Object.fromEntries(parameters);
  const type = parameters.get('encryptType');
  for (const name of ENCRYPTED) {
    const text = named[name];
    if (text === undefined) continue;
    const plain = readField(accessKey, text, isEncryptType(type) ? type : undefined);
    if (plain === null) return null;
    named[name] = plain;
  }
  return isUnstorable(named) ? null : named;
}

const SECRETS = new Set(['authToken', 'password']);

/** The text of a request to store: the body, in V1 the query without its secrets. */
export const storedText = ({ protocol, query, body }: RawRequest): string =>
  protocol === 'V1' ? without(query, SECRETS) : body.toString();

/** Reads again the parameters of a request from its stored text. */
export function parametersOfStored(
  protocol: Protocol,
  raw: string,
  accessKey: string,
): Readonly<Record<string, unknown>> | null {
  if (protocol !== 'V1') return objectOf(Buffer.from(raw));
  const parameters = parametersOf(raw);
  return parameters && openedFields(accessKey, parameters);
}

function readJson({ protocol, query, headers, body }: RawRequest, accessKey: string): Read | null {
  const signed = protocol === 'KIT' ? inHeaders(headers) : inQuery(query);
  if (!signed) return null;
  const isAuthentic = protocol === 'KIT' ? isKitAuthentic : isV2Authentic;
  if (!isAuthentic(accessKey, signed, body)) return null;
  return { timestamp: signed.timestamp, nonce: signed.nonce, parameters: objectOf(body) };
}

function inHeaders(headers: RawRequest['headers']): Signed | null {
  return complete({
    signature: headers['x-sign'],
    timestamp: headers['x-timestamp'],
    nonce: headers['x-nonce'],
  });
}

function inQuery(query: string): Signed | null {
  const parameters = parametersOf(query);
  return complete({
    signature: parameters?.get('signature'),
    timestamp: parameters?.get('timestamp'),
    nonce: parameters?.get('nonce'),
  });
}

function complete(given: Record<keyof Signed, string | string[] | undefined>): Signed | null {
  const { signature, timestamp, nonce } = given;
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || typeof nonce !== 'string')
    return null;
  // Only a time of fixed length separates the nonce from the time in the signed text.
  if (!/^(\d{10}|\d{13})$/.test(timestamp) || nonce === '' || nonce.length > MAX_NONCE) return null;
  return { signature, timestamp, nonce };
}

function objectOf(body: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject && !isUnstorable(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Whether a text holds a null character or half a surrogate pair, which PostgreSQL does not store. */
const isUnstorable = (value: object): boolean => /\\u(?:0000|d[89a-f])/.test(JSON.stringify(value));
