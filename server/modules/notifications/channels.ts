import type { Role } from '../../platform/viewer.ts';

/** Channels in the order in which they are shown. */
export const CHANNELS = {
  PORTAL: 'Notification list of the portal (站内通知).',
  MAIL: 'Separate mail, sent immediately (即时邮件).',
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
  /** Channels until the member chooses others. */
  readonly channels: readonly Channel[];
  readonly unless?: Partial<Record<Role, readonly Channel[]>>;
  /** Channels that the member cannot switch off. */
  readonly required?: { readonly channels: readonly Channel[]; readonly duty: Duty };
}

export const defaultChannels = ({ channels, unless }: ChannelRule, role: Role) =>
  unless?.[role] ?? channels;

export const requiredChannels = ({ required }: ChannelRule): readonly Channel[] =>
  required?.channels ?? [];
