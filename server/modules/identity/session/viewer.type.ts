import { Field, ObjectType } from 'type-graphql';
import { RoleEnum } from '../../../platform/schema/role.ts';
import { SideEnum } from '../../../platform/schema/side.ts';

@ObjectType('Viewer', {
  simpleResolvers: true,
  description:
    'Caller of a request: a person, a program with an API key, or a customer with a link.',
})
export class ViewerType {
  @Field(() => String, { description: 'Name of the person, key or link.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'Role of the viewer.' })
  role!: keyof typeof RoleEnum;

  @Field(() => SideEnum, { description: 'Side of a deal to which the viewer belongs.' })
  side!: keyof typeof SideEnum;

  @Field(() => [String], {
    description:
      'Names of the mutations that the role may call; `viewerActions` of an object shows what its state allows.',
  })
  mutations!: string[];
}
