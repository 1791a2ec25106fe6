import type { SmsContent } from './render.ts';

export interface OutgoingSms extends SmsContent {
  /** Number in international form (E.164). */
  readonly to: string;
  readonly template: string;
}

export interface SmsSender {
  /** Whether sent messages remain readable in the product. True only for the demo's mailbox, which sends nothing. */
  readonly keepsBodies: boolean;
  /** Sends one message. Returns the provider's id. Throws UnreachableError, or the provider's refusal. */
  send(sms: OutgoingSms): Promise<string | null>;
  close(): void;
}

/** The demo's mailbox: sends nothing; the outbox row keeps the message. */
export const mailboxSms: SmsSender = {
  keepsBodies: true,
  send: async () => null,
  close() {},
};
