import { Field, ObjectType } from 'type-graphql';

@ObjectType('Permission', {
  description: 'One thing that some roles may do at all, whatever the object (角色权限).',
})
export class PermissionType {
  @Field(() => String, {
    description: 'Part of the product it belongs to, for example "discounts".',
  })
  module!: string;

  @Field(() => String, {
    description:
      'A mutation, for example "exclusiveDiscountSubmit"; of reading, the SDL type, for example "ExclusiveDiscount".',
  })
  name!: string;

  @Field(() => Boolean, { description: 'Whether it changes something.' })
  writes!: boolean;

  @Field(() => [String], { description: 'Roles on the side of the viewer that may do it.' })
  roles!: string[];
}
