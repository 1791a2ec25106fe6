import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/graphql/context.ts';
import { Access } from '../../platform/graphql/declare.ts';
import { enumType } from '../../platform/graphql/types.ts';
import { rolesOf } from '../../platform/viewer.ts';

const SideEnum = enumType('Side', 'Side of a deal on which the viewer stands.', {
  partner: 'Customer service provider.',
  seller: 'Seller.',
  operator: 'Marketplace operator, or an internal tool that an operator authorized.',
  customer: 'Buyer with a link.',
  reporting: 'Reporting: aggregates and exports only.',
  system: "The system's own work; nobody signs in as it.",
});

@ObjectType('Viewer', { description: 'Who is asking.' })
export class ViewerType {
  @Field(() => String, { description: 'Name of the person, key or link.' })
  name!: string;

  @Field(() => String, { description: 'Role, for example "csp.manager".' })
  role!: string;

  @Field(() => SideEnum, { description: 'Side of a deal.' })
  side!: keyof typeof SideEnum;

  @Field(() => [String], {
    description:
      'Names of the mutations that the role may call at all; what an object allows now is in its viewerActions.',
  })
  mutations!: string[];
}

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'The viewer itself.' })
  @Access(...rolesOf('partner', 'seller', 'operator', 'customer', 'reporting'))
  viewer(@Ctx() context: GraphqlContext): ViewerType {
    const viewer = context.viewer!;
    const allowed = [...context.deps.domain.commands.values()].filter((spec) =>
      spec.roles.includes(viewer.role),
    );
    return {
      name: viewer.actorName,
      role: viewer.role,
      side: viewer.side,
      mutations: allowed.map((spec) => spec.name).sort(),
    };
  }
}
