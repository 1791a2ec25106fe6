/** Notifications of KooGallery (domain §6.3): verification, decryption and shapes, without a database or a clock. */
export * from './activity.ts';
export { BODY_SIGN, bodySign } from './body-sign.ts';
export * from './receive.ts';
export { WINDOW_MS } from './timestamp.ts';
