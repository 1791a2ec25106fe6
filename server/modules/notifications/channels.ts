import type { Role } from '../../platform/viewer.ts';

/** Ways by which a member can be told, in the order in which they are shown. */
export const CHANNELS = {
  PORTAL: 'Under the bell of the portal (站内通知).',
  MAIL: 'By a mail of its own, at once (即时邮件).',
  DIGEST: 'In one mail on the morning of the next working day, if still unread (每日汇总邮件).',
} as const;
export type Channel = keyof typeof CHANNELS;

/** Why a way cannot be switched off. */
export const DUTIES = {
  DECISION: 'Somebody waits for an answer, and the time for it runs (等待您处理).',
  NOTICE: 'A time limit begins with the notice (期限自通知起算).',
} as const;
export type Duty = keyof typeof DUTIES;

/** By which ways those concerned are told of one kind of event. */
export interface ChannelRule {
  /** As long as the member has not chosen. */
  readonly channels: readonly Channel[];
  /** The same for single roles. */
  readonly unless?: Partial<Record<Role, readonly Channel[]>>;
  /** Whatever the member has chosen. */
  readonly required?: { readonly channels: readonly Channel[]; readonly duty: Duty };
}

/** The channels of a member of that role who has not chosen. */
export const defaultChannels = ({ channels, unless }: ChannelRule, role: Role) =>
  unless?.[role] ?? channels;

export const requiredChannels = ({ required }: ChannelRule): readonly Channel[] =>
  required?.channels ?? [];
