import { Field, ObjectType } from 'type-graphql';
import { enumType } from '../../../platform/schema/types.ts';

export const MailPartEnum = enumType('MailPartKind', 'Kind of a part of a mail.', {
  TEXT: 'Line of text; an empty one ends a paragraph.',
  ROW: 'Fact in the table of the mail; with an address, its label is a link.',
  ACTION: 'Button.',
});

@ObjectType('MailPart', { simpleResolvers: true, description: 'Part of a mail.' })
export class MailPartType {
  @Field(() => MailPartEnum, { description: 'Kind of the part.' })
  kind!: keyof typeof MailPartEnum;

  @Field(() => String, { nullable: true, description: 'Label of a fact or of the button.' })
  label!: string | null;

  @Field(() => String, { nullable: true, description: 'Line of text, or value of the fact.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Address that the part opens.' })
  href!: string | null;
}

@ObjectType('MailPreview', {
  simpleResolvers: true,
  description: 'Mail as it would be sent now (预览).',
})
export class MailPreviewType {
  @Field(() => String, { description: 'Subject.' })
  subject!: string;

  @Field(() => [MailPartType], { description: 'Parts in their order, without the footer.' })
  parts!: MailPartType[];
}
