import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { ActionableNode, enumType, NodeType } from '../../platform/schema/types.ts';

export const NoteStatusEnum = enumType('NoteStatus', 'State of a note.', {
  ACTIVE: 'Shown (正常).',
  REMOVED: 'Removed; the text is no longer shown (已删除).',
});

@ObjectType('NoteMention', {
  simpleResolvers: true,
  description: "Member of the viewer's organization whom a note mentions (提及).",
})
export class NoteMentionType {
  @Field(() => ID, { description: 'Global id of the member.' })
  memberId!: string;

  @Field(() => String, { description: 'Name of the member.' })
  name!: string;
}

@ObjectType('Note', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: "Note of a member on a record, for the viewer's own organization alone (备注).",
})
export class NoteType extends ActionableNode {
  @Field(() => String, {
    nullable: true,
    description: 'Text, at most 2,000 characters; null once the note is removed.',
  })
  text!: string | null;

  @Field(() => String, { description: 'Name of the author.' })
  author!: string;

  @Field(() => [NoteMentionType], {
    description: 'Members whom the text mentions by @name, in the order of their names.',
  })
  mentions!: NoteMentionType[];

  @Field(() => Boolean, { description: 'Whether the note stays above the others (置顶).' })
  isPinned!: boolean;

  @Field(() => NoteStatusEnum, { description: 'State.' })
  status!: keyof typeof NoteStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time of the note.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the last edit; null if the note was never edited.',
  })
  editedAt!: Date | null;

  @Field(() => String, { description: 'SDL type of the record.' })
  subjectType!: string;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Record of the note; null if the viewer does not see it.',
  })
  subject!: NodeType | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
