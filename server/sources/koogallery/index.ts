/** KooGallery: orders of the marketplace and mail addresses of its users (domain §6.4). */

export {
  type Agreement,
  KOOGALLERY_APIS,
  type KooGalleryClient,
  koogalleryClient,
  MAIL_USERS,
} from './client.ts';
export { type KooGalleryOrder, parseKooGalleryOrder } from './order.ts';
