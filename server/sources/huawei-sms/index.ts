/** Huawei Cloud Message & SMS: short messages by registered templates (domain §3 item 20). */

export { smsClient } from './client.ts';
export { openSmsSender } from './sms-sender.ts';
