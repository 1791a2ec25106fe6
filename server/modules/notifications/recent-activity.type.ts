import { Field, ID, ObjectType } from 'type-graphql';
import { NodeType } from '../../platform/schema/types.ts';
import { ActivityType } from '../customers/index.ts';

@ObjectType('RecentActivity', {
  implements: NodeType,
  description: "One thing that happened lately in the viewer's affairs (最近动态).",
})
export class RecentActivityType extends ActivityType {
  @Field(() => ID, { description: 'Global id of the object that it happened to.' })
  subjectId!: string;

  @Field(() => String, { description: 'Name of that object as people saw it then.' })
  label!: string;
}
