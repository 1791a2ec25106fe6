import { Field, ObjectType } from 'type-graphql';
import { PartnerEntity } from '../../server/modules/partners/partner.entity.ts';
import { computed } from '../../server/platform/read/computed.ts';
import { reads } from '../../server/platform/read/declare.ts';
import { NodeType } from '../../server/platform/schema/types.ts';

// Classes that disagree with their table. The compiler refuses each line below the comments: where it accepts one,
// the comment is an error itself.

@ObjectType('Agreeing', { simpleResolvers: true, implements: NodeType, description: 'Agrees.' })
class AgreeingType extends NodeType {
  @Field(() => Date, { description: 'A column of that name and type.' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'Computed by code.' })
  label!: string | null;
}

@ObjectType('Disagreeing', { simpleResolvers: true, implements: NodeType, description: 'Differs.' })
class DisagreeingType extends NodeType {
  @Field(() => String, { description: 'The column is an instant.' })
  createdAt!: string;
}

export const agreeing = reads(AgreeingType, PartnerEntity, {
  id: 'agr',
  fields: { label: computed.code(['createdAt'], ({ createdAt }) => String(createdAt)) },
});

export const byCode = reads(DisagreeingType, PartnerEntity, {
  id: 'com',
  fields: { createdAt: computed.code(['id'], ({ id }) => String(id)) },
});

// @ts-expect-error The property is text, its column an instant.
export const disagreeing = reads(DisagreeingType, PartnerEntity, { id: 'dis' });

export const wrongCode = reads(AgreeingType, PartnerEntity, {
  id: 'wro',
  fields: {
    // @ts-expect-error The property is text, the code gives a number.
    label: computed.code(['createdAt'], () => 1),
  },
});
