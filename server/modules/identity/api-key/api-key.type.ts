import { Field, Int, ObjectType } from 'type-graphql';
import { RoleEnum } from '../../../platform/schema/role.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';

export const ApiKeyScopeEnum = enumType('ApiKeyScope', 'Scope of an API key.', {
  READ: 'Run queries.',
  WRITE: 'Run mutations, except those that need a scope of their own.',
  SCHEMA_READ: 'Read the schema by introspection.',
  ORDERS_WRITE: 'Report orders and their payments (订单写入); needed by the mutations of orders.',
});

@ObjectType('ApiKey', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Secret with which a program acts for the organization (API 密钥). The secret itself is shown once.',
})
export class ApiKeyType extends NodeType {
  @Field(() => String, { description: 'Purpose of the key, as its creator states it.' })
  name!: string;

  @Field(() => String, {
    description:
      'Part of the key that may be shown; it follows pg_live_, or pg_temp_ for a key of the explorer.',
  })
  prefix!: string;

  @Field(() => RoleEnum, { description: 'Role in which the program acts.' })
  role!: keyof typeof RoleEnum;

  @Field(() => Boolean, {
    description:
      'Whether the API explorer created the key for a member: it is read-only, valid for 15 minutes, and ends with the session.',
  })
  isExplorer!: boolean;

  @Field(() => [ApiKeyScopeEnum], { description: 'Scopes of the key.' })
  scopes!: (keyof typeof ApiKeyScopeEnum)[];

  @Field(() => scalar.dateTime, { description: 'Time at which the key was created.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the key expires; null if it never does.',
  })
  expiresAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the last use, to the minute; null if the key was never used.',
  })
  lastUsedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the key was revoked (终止); null if it was not.',
  })
  revokedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
