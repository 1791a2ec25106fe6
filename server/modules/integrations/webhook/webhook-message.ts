import { createHmac } from 'node:crypto';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { tokens } from '../../../platform/secrets.ts';
import type { WebhookEndpoint } from './webhook-endpoint.entity.ts';

const PURPOSE = 'webhook';
const PREFIX = 'whsec_';

/** A new secret, as its receiver stores it: 256 bits. */
export const newSecret = (): string =>
  PREFIX + Buffer.from(tokens.create(), 'base64url').toString('base64');

export const sealSecret = ({ secrets }: Pick<CommandDeps, 'secrets'>, secret: string): string =>
  secrets.seal(PURPOSE, secret);

/** A message in the form of Standard Webhooks 1.0. */
export interface Message {
  /** The same in each attempt; without a dot. */
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

export const messageOf = (id: string, type: string, at: string, data: object): Message => ({
  id,
  type,
  body: JSON.stringify({ type, timestamp: at, data }),
});

/** Headers of an attempt: its time, and the signature with each secret that is valid then. */
export function signedHeaders(
  { secrets }: Pick<CommandDeps, 'secrets'>,
  { sealedSecret, formerSecret, formerSecretUntil }: Readonly<WebhookEndpoint>,
  { id, body }: Message,
  { now, sentAt }: { readonly now: Date; readonly sentAt: Date },
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(sentAt.getTime() / 1000));
  const isRotating = formerSecretUntil != null && now < formerSecretUntil;
  const sealed = [sealedSecret, isRotating ? formerSecret : null].filter((one) => one != null);
  const signatures = sealed.map((one) => {
    const key = Buffer.from(secrets.unseal(PURPOSE, one).slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'user-agent': 'PartnerGraph',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': signatures.join(' '),
  };
}
