import { Field, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/schema/types.ts';
import { CHANNELS, DUTIES } from './channels.ts';
import { kinds, type NotificationKindName } from './notified-events.ts';

export const NotificationKindEnum = enumType(
  'NotificationKind',
  'Events that people want to hear of alike (通知类型).',
  Object.fromEntries(kinds.map(({ name, description }) => [name, description])) as Record<
    NotificationKindName,
    string
  >,
);
export const NotificationChannelEnum = enumType(
  'NotificationChannel',
  'A way by which somebody is told (通知方式).',
  CHANNELS,
);
export const NotificationDutyEnum = enumType(
  'NotificationDuty',
  'Why a way cannot be switched off.',
  DUTIES,
);
export const MailLanguageEnum = enumType('MailLanguage', 'Language of notification mails.', {
  ZH: 'Chinese (中文).',
  EN: 'English.',
  BOTH: 'Chinese first, English below (中英双语).',
});

@ObjectType('NotificationRule', {
  description: 'By which ways the viewer is told of one kind of event (通知规则).',
})
export class NotificationRuleType {
  @Field(() => NotificationKindEnum, { description: 'Kind of event.' })
  kind!: keyof typeof NotificationKindEnum;

  @Field(() => [NotificationChannelEnum], { description: 'The ways in force; none: not at all.' })
  channels!: (keyof typeof NotificationChannelEnum)[];

  @Field(() => [NotificationChannelEnum], {
    description: "The ways that the viewer's role has until another choice is made.",
  })
  defaultChannels!: (keyof typeof NotificationChannelEnum)[];

  @Field(() => [NotificationChannelEnum], { description: 'Those that cannot be switched off.' })
  requiredChannels!: (keyof typeof NotificationChannelEnum)[];

  @Field(() => NotificationDutyEnum, {
    nullable: true,
    description: 'Why they cannot be switched off; null where all can.',
  })
  duty!: keyof typeof NotificationDutyEnum | null;
}

@ObjectType('NotificationSettings', {
  description: 'How the viewer is told of events (通知设置).',
})
export class NotificationSettingsType {
  @Field(() => Int, {
    description:
      'Hour at which the digest is sent on working days, 6 to 12, in the time of Asia/Shanghai.',
  })
  digestHour!: number;

  @Field(() => MailLanguageEnum, { description: 'Language of the mails.' })
  mailLanguage!: keyof typeof MailLanguageEnum;

  @Field(() => [NotificationRuleType], {
    description: "One for each kind of which the viewer's role is told.",
  })
  rules!: NotificationRuleType[];
}
