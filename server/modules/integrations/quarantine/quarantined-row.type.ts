import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../../platform/schema/types.ts';
import { UpstreamApiEnum } from '../upstream-api.type.ts';

export const QuarantinedRowStatusEnum = enumType(
  'QuarantinedRowStatus',
  'State of a row in quarantine.',
  {
    OPEN: 'Waits to be corrected or dismissed (待处理).',
    APPLIED: 'Applied: corrected here, or sent again well-formed (已应用).',
    DISMISSED: 'Dismissed (已忽略).',
  },
);

@ObjectType('QuarantinedRow', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Row of a feed that could not be applied (隔离区). The other rows of its page were; the same row, sent again, is the same entry.',
})
export class QuarantinedRowType extends ActionableNode {
  @Field(() => UpstreamApiEnum, { description: 'API that sent the row.' })
  api!: keyof typeof UpstreamApiEnum;

  @Field(() => QuarantinedRowStatusEnum, { description: 'State of the row.' })
  status!: keyof typeof QuarantinedRowStatusEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Id that the upstream gave the row; null if it cannot be read.',
  })
  rowKey!: string | null;

  @Field(() => String, { description: 'The row as the upstream sent it: JSON (原文).' })
  raw!: string;

  @Field(() => String, {
    description:
      'Code of the problem: of the parser, such as MISSING, or a reason such as KEYS_OF_TWO_CUSTOMERS.',
  })
  problemCode!: string;

  @Field(() => String, {
    description: 'Path of the value at fault, for example `account_managers.0`; empty for the row.',
  })
  problemPath!: string;

  @Field(() => scalar.dateTime, { description: 'Time at which the row was first read.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, { description: 'Time at which the row was last read.' })
  seenAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'JSON with which a person replaced the row; null unless corrected.',
  })
  correctedText!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason for which the row was dismissed; null unless DISMISSED.',
  })
  dismissReason!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
