import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/schema/scalars.ts';
import { NodeType } from '../../../platform/schema/types.ts';

@ObjectType('ListParameter', {
  description: "One parameter of a list's address: a filter, its ordering, its columns.",
})
export class ListParameterType {
  @Field(() => String, { description: 'Name of the parameter, for example "status".' })
  name!: string;

  @Field(() => String, { description: 'Its text; several values are joined with "~".' })
  value!: string;
}

@ObjectType('SavedView', {
  implements: NodeType,
  description:
    "A view of a list under a name (保存的视图): filters, ordering, columns and density, a person's own or the team's.",
})
export class SavedViewType extends NodeType {
  @Field(() => String, { description: 'Name of the list, for example "customers".' })
  list!: string;

  @Field(() => String, { description: 'What its owner calls it.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the whole organization has it.' })
  isShared!: boolean;

  @Field(() => Boolean, { description: 'Whether it is the own view of the viewer.' })
  isMine!: boolean;

  @Field(() => Boolean, { description: 'Whether the list opens with it for the viewer.' })
  isDefault!: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer may change or delete it.' })
  isEditable!: boolean;

  @Field(() => [ListParameterType], { description: 'What it sets, by name.' })
  parameters!: ListParameterType[];

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
