import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../schema/scalars.ts';
import { enumType, NodeType } from '../schema/types.ts';

export const AudienceEnum = enumType('Audience', 'Organizations that read a comment or a file.', {
  SHARED: 'All parties of the subject that may see it (共享).',
  INTERNAL: "Only the author's organization (仅内部可见).",
});
export type AudienceWord = keyof typeof AudienceEnum;

@ObjectType('Attachment', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'File that a party has attached to an object (附件).',
})
export class AttachmentType extends NodeType {
  @Field(() => String, { description: 'Name that the uploader gave to the file.' })
  name!: string;

  @Field(() => String, {
    description: 'Media type, checked against the content: "application/pdf".',
  })
  mediaType!: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  bytes!: number;

  @Field(() => String, { description: 'SHA-256 of the content, 64 hexadecimal digits.' })
  sha256!: string;

  @Field(() => scalar.dateTime, { description: 'Time of the upload.' })
  uploadedAt!: Date;

  @Field(() => String, { description: 'Name of the person who uploaded the file.' })
  uploadedBy!: string;

  @Field(() => AudienceEnum, { description: 'Organizations that may read the file.' })
  audience!: keyof typeof AudienceEnum;

  @Field(() => String, {
    description: 'Path from which the file is downloaded with the same credential: "/files/att_…".',
  })
  downloadPath!: string;
}
