import { createHmac } from 'node:crypto';

/** HMAC-SHA256 of UTF-8 text or raw bytes, as KooGallery writes it: base64 in V1, hex in V2 and kit (domain §6.3). */
export const hmac = (key: string, message: string | Buffer, encoding: 'base64' | 'hex'): string =>
  createHmac('sha256', key).update(message).digest(encoding);
