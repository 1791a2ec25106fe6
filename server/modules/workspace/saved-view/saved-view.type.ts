import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { NodeType } from '../../../platform/schema/types.ts';

@ObjectType('ListParameter', {
  simpleResolvers: true,
  description: "Parameter of a list's address: a filter, the ordering or the columns.",
})
export class ListParameterType {
  @Field(() => String, { description: 'Name of the parameter, for example "status".' })
  name!: string;

  @Field(() => String, { description: 'Text of the value; several values are joined with "~".' })
  value!: string;
}

@ObjectType('SavedView', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Named view of a list: filters, ordering, columns and density; personal or shared with the team (保存的视图).',
})
export class SavedViewType extends NodeType {
  @Field(() => String, { description: 'Name of the list, for example "customers".' })
  list!: string;

  @Field(() => String, { description: 'Name of the view.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the view is shared with the whole organization.' })
  isShared!: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer owns the view.' })
  isMine!: boolean;

  @Field(() => Boolean, { description: 'Whether the list opens with this view for the viewer.' })
  isDefault!: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer may change or delete the view.' })
  isEditable!: boolean;

  @Field(() => [ListParameterType], { description: 'Parameters of the list that the view sets.' })
  parameters!: ListParameterType[];

  @Field(() => scalar.dateTime, { description: 'Time at which the view was saved.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
