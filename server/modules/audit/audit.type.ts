import { Field, Int, ObjectType } from 'type-graphql';
import { ChangeType } from '../../platform/schema/change.ts';
import { RoleEnum } from '../../platform/schema/role.ts';
import { scalar } from '../../platform/schema/scalars.ts';
import { NodeType } from '../../platform/schema/types.ts';
import { ViaEnum } from '../customers/index.ts';

@ObjectType('AuditEntry', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    "One line of the tamper-evident audit chain of the viewer's organization (操作审计).",
})
export class AuditEntryType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the command.' })
  createdAt!: Date;

  @Field(() => scalar.date, { description: 'Day of the chain in Asia/Shanghai.' })
  day!: string;

  @Field(() => Int, { description: 'Position in the chain of that day, from 1.' })
  position!: number;

  @Field(() => String, { description: 'Name of the actor.' })
  actorName!: string;

  @Field(() => String, {
    description:
      'UUID of the actor, as the hash covers it: of the account of a person, of an API key, or of a link.',
  })
  actorId!: string;

  @Field(() => RoleEnum, { description: 'Role of the actor.' })
  role!: keyof typeof RoleEnum;

  @Field(() => ViaEnum, { description: 'Means of access of the actor.' })
  via!: keyof typeof ViaEnum;

  @Field(() => String, { description: 'Name of the command.' })
  action!: string;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => String, {
    description:
      'Id of the object, as the hash covers it: without the prefix with which it is a global id.',
  })
  subjectId!: string;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Object; null if the viewer does not see it.',
  })
  subject!: NodeType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name or number of the object, as in its last event; null if it has no event that the viewer may read.',
  })
  label!: string | null;

  @Field(() => String, {
    description:
      'Further facts of the line as a JSON object: states before and after, reasons, new values.',
  })
  detail!: string;

  @Field(() => [ChangeType], {
    description: 'Fields that the command changed, without those that the viewer may not see.',
  })
  changes!: ChangeType[];

  @Field(() => String, {
    description: 'Id of the request, as in logs and error messages.',
  })
  requestId!: string;

  @Field(() => String, { description: 'SHA-256 of this line and the preceding hash, hexadecimal.' })
  hash!: string;

  @Field(() => String, {
    description: 'Hash of the preceding line; zeros for the first line of a day.',
  })
  previousHash!: string;
}
