import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';

export const ApiKeyScopeEnum = enumType('ApiKeyScope', 'What a program may do with a key.', {
  READ: 'Run queries.',
  WRITE: 'Run mutations.',
  SCHEMA_READ: 'Read the schema by introspection.',
});

@ObjectType('ApiKey', {
  implements: NodeType,
  description:
    'A secret with which a program acts for the organization (API 密钥). The secret itself is shown once.',
})
export class ApiKeyType extends NodeType {
  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => String, {
    description:
      'The part that may be shown: the key begins with pg_live_, or pg_temp_ for the explorer’s, and this.',
  })
  prefix!: string;

  @Field(() => String, { description: 'Role in which the program acts.' })
  role!: string;

  @Field(() => Boolean, {
    description:
      'Made by the API explorer for its person: reads only, for a quarter of an hour, and ends with the session.',
  })
  isExplorer!: boolean;

  @Field(() => [ApiKeyScopeEnum], { description: 'What it may do.' })
  scopes!: (keyof typeof ApiKeyScopeEnum)[];

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it stops working; null for never.',
  })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Last use, to the minute; null when never used.',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was revoked; null while it works.',
  })
  revokedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
