import { Field, Int, ObjectType } from 'type-graphql';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { SideEnum } from '../../../platform/schema/side.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';
import { ViaEnum } from '../../customers/index.ts';
import { SupervisionNodeEnum, SupervisionStatusEnum } from './supervision.type.ts';

export const SupervisionNodeStateEnum = enumType(
  'SupervisionNodeState',
  'Place of a node in the course of a flow.',
  {
    DONE: 'Passed (已完成).',
    CURRENT: 'The flow is here, or was when it was frozen or ended (进行中).',
    AHEAD: 'Not reached yet, or to be passed again (未开始).',
  },
);

@ObjectType('SupervisionNode', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Node of a supervised delivery, with its latest visit (服务监管节点).',
})
export class SupervisionNodeType extends NodeType {
  @Field(() => Int, { description: 'Position in the flow, from 0.' })
  position!: number;

  @Field(() => SupervisionNodeEnum, { description: 'Node.' })
  node!: keyof typeof SupervisionNodeEnum;

  @Field(() => ActingSideEnum, { description: 'Side that acts at the node.' })
  actsSide!: keyof typeof ActingSideEnum;

  @Field(() => SupervisionNodeStateEnum, { description: 'Place in the course of the flow.' })
  state!: keyof typeof SupervisionNodeStateEnum;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the flow last entered the node; null while it is ahead.',
  })
  enteredAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the flow passed the node; null unless it is done.',
  })
  leftAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the actor who last passed the node.',
  })
  actorName!: string | null;

  @Field(() => Int, { description: 'Number of times that the flow has entered the node.' })
  round!: number;

  @Field(() => Int, { description: 'Number of times that an event at the node returned the flow.' })
  rejectionCount!: number;
}

@ObjectType('SupervisionLog', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Line of the append-only log of a supervision, chained to the line before by its hash (监管记录). It is evidence in an appeal.',
})
export class SupervisionLogType extends NodeType {
  @Field(() => Int, { description: 'Position in the log, from 1.' })
  position!: number;

  @Field(() => scalar.dateTime, { description: 'Time of the event.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Name of the event.' })
  event!: string;

  @Field(() => SupervisionStatusEnum, {
    nullable: true,
    description: 'State before the event; null for the first.',
  })
  fromState!: keyof typeof SupervisionStatusEnum | null;

  @Field(() => SupervisionStatusEnum, { description: 'State after the event.' })
  toState!: keyof typeof SupervisionStatusEnum;

  @Field(() => String, { description: 'Name of the actor at the time of the event.' })
  actorName!: string;

  @Field(() => SideEnum, { description: 'Side of the actor.' })
  actorSide!: keyof typeof SideEnum;

  @Field(() => ViaEnum, { description: 'Means of access of the actor.' })
  via!: keyof typeof ViaEnum;

  @Field(() => String, { nullable: true, description: 'Reason that the actor gave.' })
  reason!: string | null;

  @Field(() => [String], {
    description: 'SHA-256 of the files that came with the event, hexadecimal.',
  })
  files!: string[];

  @Field(() => String, {
    description: 'SHA-256 of this line and the preceding hash, hexadecimal (哈希).',
  })
  hash!: string;

  @Field(() => String, { description: 'Hash of the preceding line; zeros for the first line.' })
  previousHash!: string;
}
