import { Field, ObjectType } from 'type-graphql';
import { RoleEnum } from '../../schema/role.ts';

@ObjectType('Permission', {
  simpleResolvers: true,
  description: 'Right of a role, regardless of the object (角色权限).',
})
export class PermissionType {
  @Field(() => String, {
    description: 'Module of the product, for example "discounts".',
  })
  module!: string;

  @Field(() => String, {
    description:
      'Mutation, for example "exclusiveDiscountSubmit"; for reading, the SDL type, for example "ExclusiveDiscount".',
  })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the right is one to write.' })
  writes!: boolean;

  @Field(() => [RoleEnum], { description: "Roles of the viewer's side that have the right." })
  roles!: (keyof typeof RoleEnum)[];
}
