import { tokens } from '../../../platform/secrets.ts';
import { hmac } from './hmac.ts';
import type { Parameters } from './query.ts';

/**
 * Returns the text that V1 signs: `name=value` of every parameter but `authToken`, sorted by name, joined by "&". Null
 * if another set of parameters has the same text, because the signature does not tell the two apart.
 */
export function v1Message(parameters: Parameters): string | null {
  const pairs = [...parameters]
    .filter(([name]) => name !== 'authToken')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const isAmbiguous = pairs.some(([name, value]) => /[&=]/.test(name) || /&[^&]*=/.test(value));
  return isAmbiguous ? null : pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Returns the `authToken` of a message: the key is the access key followed by the parameter `timeStamp`. */
export const authToken = (accessKey: string, timeStamp: string, message: string): string =>
  hmac(`${accessKey}${timeStamp}`, message, 'base64');

/** Whether the parameters carry the `authToken` of the access key. */
export function isV1Authentic(accessKey: string, parameters: Parameters): boolean {
  const message = v1Message(parameters);
  if (message === null) return false;
  const expected = authToken(accessKey, parameters.get('timeStamp') ?? '', message);
  return tokens.areEqual(parameters.get('authToken') ?? '', expected);
}
