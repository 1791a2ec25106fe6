import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../graphql/context.ts';
import { Access } from '../graphql/declare.ts';
import type { Domain, DomainModule } from '../graphql/domain.ts';
import { ROLES, type Role, rolesOf } from '../viewer.ts';

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

@Resolver()
export class PermissionResolver {
  @Query(() => [PermissionType], {
    description:
      'What each role on the side of the viewer may do at all, as every request is checked by it; what an object allows now is in its viewerActions.',
  })
  @Access(...rolesOf('partner', 'seller', 'operator'))
  permissions(@Ctx() { viewer, deps }: GraphqlContext): PermissionType[] {
    const side = ROLES[viewer!.role];
    const own = (roles: readonly Role[]) => roles.filter((role) => ROLES[role] === side);
    return deps.domain.modules
      .flatMap((module) => permissionsOf(module, deps.domain))
      .map((permission) => ({ ...permission, roles: own(permission.roles) }))
      .filter(({ roles }) => roles.length > 0);
  }
}

/** What a module declares: its types that have a list, and its commands. */
function permissionsOf(
  { name: module, reads = [], commands = [] }: DomainModule,
  domain: Domain,
): (Omit<PermissionType, 'roles'> & { roles: readonly Role[] })[] {
  return [
    ...reads
      .map((one) => domain.model(one))
      .filter((model) => model.reads.spec.roots)
      .map(({ name, roles }) => ({ module, name, writes: false, roles })),
    ...commands.map(({ name, roles }) => ({ module, name, writes: true, roles })),
  ];
}
