import { Field, ID, Int, ObjectType } from 'type-graphql';
import { NodeType } from '../../../platform/schema/types.ts';
import { ActivityType } from '../../customers/index.ts';

@ObjectType('RecentActivity', {
  simpleResolvers: true,
  implements: NodeType,
  description: "Recent event in the viewer's scope (最近动态).",
})
export class RecentActivityType extends ActivityType {
  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Object; null if the viewer does not see it.',
  })
  subject!: NodeType | null;

  @Field(() => String, { description: 'Name of the object at the time of the event.' })
  label!: string;

  @Field(() => Int, {
    description:
      'Number of objects, this one included, with the same event of the same request within an hour; 1,000 at most (同一批).',
  })
  alikeCount!: number;
}
