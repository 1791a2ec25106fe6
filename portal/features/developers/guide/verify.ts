/** Check of a message's signature, in JavaScript. */
export const VERIFY = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isGenuine(headers, body, secret, now = Date.now()) {
  const { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signatures } = headers;
  if (Math.abs(now / 1000 - Number(sentAt)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = \`v1,\${createHmac('sha256', key).update(\`\${id}.\${sentAt}.\${body}\`).digest('base64')}\`;
  const isSame = (given) => given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  return signatures.split(' ').some(isSame);
}`;
