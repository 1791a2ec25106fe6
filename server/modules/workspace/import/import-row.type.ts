import { Field, Int, ObjectType } from 'type-graphql';
import { NodeType, ParamType, ReasonCodeEnum } from '../../../platform/schema/types.ts';
import { JobRowOutcomeEnum } from '../job/job-row.type.ts';

@ObjectType('ImportRow', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Row of an imported file with its outcome.',
})
export class ImportRowType extends NodeType {
  @Field(() => Int, { description: 'Line in the file, from 1.' })
  line!: number;

  @Field(() => [ParamType], { description: 'Texts of the cells, by header.' })
  cells!: ParamType[];

  @Field(() => String, { nullable: true, description: 'Name of the row; null while unchecked.' })
  label!: string | null;

  @Field(() => JobRowOutcomeEnum, { description: 'Outcome of the row.' })
  outcome!: keyof typeof JobRowOutcomeEnum;

  @Field(() => ReasonCodeEnum, {
    nullable: true,
    description: 'Reason; UNKNOWN_REASON for a code that no longer exists.',
  })
  code!: keyof typeof ReasonCodeEnum | null;

  @Field(() => String, {
    nullable: true,
    description: 'Column of the import whose cell is at fault; null if it is the whole row.',
  })
  faultyColumn!: string | null;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the reason.' })
  params!: ParamType[];

  @Field(() => Boolean, { description: 'Whether the viewer changed the row after the upload.' })
  isFixed!: boolean;
}
