/** Addresses of the sellers' accounts are below this path; the kit adds that of each sync itself. */
export const NOTIFICATION_PATH = '/notifications/koogallery';
