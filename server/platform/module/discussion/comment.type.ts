import { Field, ObjectType } from 'type-graphql';
import { AudienceEnum, type AudienceWord } from '../../files/attachment.type.ts';
import { DateTimeScalar } from '../../schema/scalars.ts';
import { SideEnum } from '../../schema/side.ts';
import { NodeType } from '../../schema/types.ts';
import type { AUTHOR_SIDES } from './comment.entity.ts';

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
  side!: (typeof AUTHOR_SIDES)[number];

  @Field(() => AudienceEnum, { description: 'Organizations that may read the comment.' })
  audience!: AudienceWord;

  @Field(() => DateTimeScalar, { description: 'Time of the comment.' })
  createdAt!: Date;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Object of the comment; null if the viewer does not see it.',
  })
  subject!: NodeType | null;
}
