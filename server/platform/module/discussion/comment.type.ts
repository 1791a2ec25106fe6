import { Field, ObjectType } from 'type-graphql';
import { AudienceEnum } from '../../files/attachment.type.ts';
import { scalar } from '../../schema/scalars.ts';
import { SideEnum } from '../../schema/side.ts';
import { NodeType } from '../../schema/types.ts';

@ObjectType('Comment', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Comment of a party on an object (留言).',
})
export class CommentType extends NodeType {
  @Field(() => String, { description: 'Text, at most 2,000 characters.' })
  body!: string;

  @Field(() => String, { description: 'Name of the author.' })
  author!: string;

  @Field(() => SideEnum, { description: 'Side of the author.' })
  side!: keyof typeof SideEnum;

  @Field(() => AudienceEnum, { description: 'Organizations that may read the comment.' })
  audience!: keyof typeof AudienceEnum;

  @Field(() => scalar.dateTime, { description: 'Time of the comment.' })
  createdAt!: Date;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Object of the comment; null if the viewer does not see it.',
  })
  subject!: NodeType | null;
}
