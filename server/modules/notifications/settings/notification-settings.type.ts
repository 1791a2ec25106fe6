import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType } from '../../../platform/schema/types.ts';
import { CHANNELS, DUTIES } from '../kind/channels.ts';
import { kinds, type NotificationKindName } from '../kind/notified-events.ts';

export const NotificationKindEnum = enumType(
  'NotificationKind',
  'Kind of event for which the channels are chosen together (通知类型).',
  Object.fromEntries(kinds.map(({ name, description }) => [name, description])) as Record<
    NotificationKindName,
    string
  >,
);
export const NotificationChannelEnum = enumType(
  'NotificationChannel',
  'Channel of a notification (通知方式).',
  CHANNELS,
);
export const NotificationDutyEnum = enumType(
  'NotificationDuty',
  'Reason why a channel cannot be switched off.',
  DUTIES,
);
export const MailLanguageEnum = enumType('MailLanguage', 'Language of notification mails.', {
  ZH: 'Chinese (中文).',
  EN: 'English.',
  BOTH: 'No language chosen: mails are in Chinese (未选择).',
});

@ObjectType('NotificationRule', {
  simpleResolvers: true,
  description: 'Channels on which the viewer is notified of one kind of event (通知规则).',
})
export class NotificationRuleType {
  @Field(() => NotificationKindEnum, { description: 'Kind of event.' })
  kind!: keyof typeof NotificationKindEnum;

  @Field(() => [NotificationChannelEnum], {
    description: 'Channels in force; empty for no notification.',
  })
  channels!: (keyof typeof NotificationChannelEnum)[];

  @Field(() => [NotificationChannelEnum], {
    description:
      'Channels that can be chosen: SMS only for some kinds, and only with a verified mobile number.',
  })
  offeredChannels!: (keyof typeof NotificationChannelEnum)[];

  @Field(() => [NotificationChannelEnum], {
    description: "Default channels of the viewer's role.",
  })
  defaultChannels!: (keyof typeof NotificationChannelEnum)[];

  @Field(() => [NotificationChannelEnum], { description: 'Channels that cannot be switched off.' })
  requiredChannels!: (keyof typeof NotificationChannelEnum)[];

  @Field(() => NotificationDutyEnum, {
    nullable: true,
    description: 'Reason why `requiredChannels` cannot be switched off; null if all can.',
  })
  duty!: keyof typeof NotificationDutyEnum | null;
}

@ObjectType('NotificationSettings', {
  simpleResolvers: true,
  description: 'Notification settings of the viewer (通知设置).',
})
export class NotificationSettingsType {
  @Field(() => Int, {
    description: 'Hour in Asia/Shanghai at which the digest is sent on working days, 6 to 12.',
  })
  digestHour!: number;

  @Field(() => MailLanguageEnum, { description: 'Language of the mails and SMS.' })
  mailLanguage!: keyof typeof MailLanguageEnum;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the link to the calendar feed was created (日历订阅); null without a link.',
  })
  calendarFeedSince!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether the viewer has a verified mobile number, which SMS needs (手机号).',
  })
  hasMobileNumber!: boolean;

  @Field(() => [NotificationRuleType], {
    description: "Rules, one for each kind of event that notifies the viewer's role.",
  })
  rules!: NotificationRuleType[];
}
