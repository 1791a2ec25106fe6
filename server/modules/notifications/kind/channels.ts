import type { Role } from '../../../platform/viewer.ts';

/** Channels in the order in which they are shown. */
export const CHANNELS = {
  PORTAL: 'Notification list of the portal (站内通知).',
  MAIL: 'Separate mail, sent immediately (即时邮件).',
  SMS: "Text message to the member's verified mobile number, sent immediately; only of events with a deadline (短信).",
  DIGEST:
    'Daily digest mail on the morning of the next working day, if still unread (每日汇总邮件).',
} as const;
export type Channel = keyof typeof CHANNELS;

/** Reasons why a channel cannot be switched off. */
export const DUTIES = {
  DECISION:
    "Someone is waiting for the viewer's decision, and the deadline is running (等待您处理).",
  NOTICE: 'A deadline starts with the notice (期限自通知起算).',
} as const;
export type Duty = keyof typeof DUTIES;

export interface ChannelRule {
  /** Channels until the member chooses others; with a text for SMS, a member with a verified number gets it, too. */
  readonly channels: readonly Channel[];
  readonly unless?: Partial<Record<Role, readonly Channel[]>>;
  /** Text for SMS. A kind without one is never sent as SMS. */
  readonly sms?: string;
  /** Channels that the member cannot switch off. */
  readonly required?: { readonly channels: readonly Channel[]; readonly duty: Duty };
}

/** Channels that can be chosen; SMS needs a verified number, too. */
export const offeredChannels = ({ sms }: ChannelRule): readonly Channel[] =>
  (Object.keys(CHANNELS) as Channel[]).filter((channel) => channel !== 'SMS' || sms);

export const requiredChannels = ({ required }: ChannelRule): readonly Channel[] =>
  required?.channels ?? [];
