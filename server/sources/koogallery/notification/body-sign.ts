import { hmac } from './hmac.ts';

/** Header of every response to KooGallery (domain §3 item 10). */
export const BODY_SIGN = 'Body-Sign';

/** Returns the value of the header `Body-Sign` for the bytes of a response. */
export const bodySign = (accessKey: string, body: string | Buffer): string =>
  `sign_type="HMAC-SHA256", signature="${hmac(accessKey, body, 'base64')}"`;
