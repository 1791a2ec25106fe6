import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import { NodeType } from '../../platform/schema/types.ts';

@ObjectType('AuditEntry', {
  implements: NodeType,
  description:
    "One line of the tamper-evident audit chain of the viewer's organization (操作审计).",
})
export class AuditEntryType extends NodeType {
  @Field(() => DateTimeScalar, { description: 'When it was done.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Day of the chain in Asia/Shanghai, YYYY-MM-DD.' })
  day!: string;

  @Field(() => Int, { description: 'Position in the chain of that day, from 1.' })
  position!: number;

  @Field(() => String, { description: 'Who did it.' })
  actorName!: string;

  @Field(() => String, { description: 'In which role.' })
  role!: string;

  @Field(() => String, { description: 'By which way: PORTAL, API_KEY, LINK or SYSTEM.' })
  via!: string;

  @Field(() => String, { description: 'What was done: the name of the command.' })
  action!: string;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => String, {
    description:
      'What the line keeps beside this, as a JSON object: states before and after, reasons, what was set.',
  })
  detail!: string;

  @Field(() => String, {
    description: 'Id of the request, the same as in logs and error messages.',
  })
  requestId!: string;

  @Field(() => String, { description: 'SHA-256 of this line and the hash before it, hexadecimal.' })
  hash!: string;

  @Field(() => String, { description: 'Hash of the line before it; zeros for the first of a day.' })
  previousHash!: string;
}
