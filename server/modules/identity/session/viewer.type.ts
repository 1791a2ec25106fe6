import { Field, ObjectType } from 'type-graphql';
import { enumType } from '../../../platform/schema/types.ts';

const SideEnum = enumType('Side', 'Side of a deal on which the viewer stands.', {
  PARTNER: 'Customer service provider.',
  SELLER: 'Seller.',
  OPERATOR: 'Marketplace operator, or an internal tool that an operator authorized.',
  CUSTOMER: 'Buyer with a link.',
  REPORTING: 'Reporting: aggregates and exports only.',
  SYSTEM: "The system's own work; nobody signs in as it.",
});

@ObjectType('Viewer', {
  description: 'Who is asking: a person, a program with an API key, or a buyer with a link.',
})
export class ViewerType {
  @Field(() => String, { description: 'Name of the person, key or link.' })
  name!: string;

  @Field(() => String, {
    description: 'Role, for example "csp.manager"; `permissions` lists what each may do.',
  })
  role!: string;

  @Field(() => SideEnum, { description: 'Side of a deal on which it stands.' })
  side!: keyof typeof SideEnum;

  @Field(() => [String], {
    description:
      'Names of the mutations that the role may call at all; what an object allows now is in its viewerActions.',
  })
  mutations!: string[];
}
