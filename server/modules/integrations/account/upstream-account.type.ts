import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../../platform/schema/types.ts';
import { UpstreamSystemEnum } from '../upstream-api.type.ts';

export const UpstreamAccountStatusEnum = enumType(
  'UpstreamAccountStatus',
  'State of an account in an upstream system.',
  {
    CONNECTED: 'Connected: its data are synchronized (已连接).',
    PAUSED: 'Paused: nothing is called until it is resumed (已暂停).',
    REJECTED: 'The upstream refused the credentials; enter new ones (凭证被拒).',
    REMOVED: 'Removed, and its credentials erased (已移除).',
  },
);

@ObjectType('UpstreamAccount', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Account of an organization in an upstream system (上游账号): a partner in Huawei Cloud BSS, a seller in KooGallery. No field returns its secret.',
})
export class UpstreamAccountType extends ActionableNode {
  @Field(() => UpstreamSystemEnum, { description: 'Upstream system.' })
  system!: keyof typeof UpstreamSystemEnum;

  @Field(() => UpstreamAccountStatusEnum, { description: 'State of the account.' })
  status!: keyof typeof UpstreamAccountStatusEnum;

  @Field(() => String, { description: 'Base URL of the APIs (终端节点).' })
  endpoint!: string;

  @Field(() => String, {
    description: 'Masked access key id (AK), for example HPUA****7Q2X.',
  })
  accessKeyId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the account in the upstream system (账号 ID); null if unknown.',
  })
  domainId!: string | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the account was connected.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, { description: 'Time at which the credentials were entered.' })
  rotatedAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the upstream refused the credentials; null unless REJECTED.',
  })
  rejectedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code with which the upstream refused the credentials; null unless REJECTED.',
  })
  rejectionCode!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the access key of notifications is entered (已配置通知密钥).',
  })
  hasNotificationKey!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Path of the address that KooGallery notifies, below the address of the portal (通知地址); null for other systems.',
  })
  notificationPath!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
