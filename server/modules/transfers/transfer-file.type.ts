import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { NodeType } from '../../platform/schema/types.ts';

@ObjectType('TransferFile', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'File of an export (导出文件). Only the person who asked for it sees it, and only in the role of the request.',
})
export class TransferFileType extends NodeType {
  @Field(() => String, { description: 'Name of the file: "客户 2026-11-27.xlsx".' })
  name!: string;

  @Field(() => String, { description: 'Media type: "text/csv".' })
  mediaType!: string;

  @Field(() => Int, { nullable: true, description: 'Size in bytes; null until it is complete.' })
  bytes!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file, 64 hexadecimal digits; null until it is complete.',
  })
  sha256!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of rows without header and manifest; null until it is complete.',
  })
  rows!: number | null;

  @Field(() => scalar.dateTime, {
    description: 'Time at which the file is removed; by default 7 days after the export.',
  })
  expiresAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the file was removed; null while it is kept.',
  })
  removedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Path from which the file is downloaded with the same credential: "/files/tfl_…"; null before it is complete and after its removal.',
  })
  downloadPath!: string | null;
}
