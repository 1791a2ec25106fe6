import { Field, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/types.ts';

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
