import { Field, Int, ObjectType } from 'type-graphql';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';

export const EvidenceKindEnum = enumType(
  'SupervisionEvidenceKind',
  'Purpose of a file in a supervision or an appeal.',
  {
    REQUIREMENT: 'Requirement of the customer (需求说明).',
    DRAFT: 'Draft of a website (设计稿).',
    SOW: 'Scope of work or requirement document (需求确认书, SOW).',
    ACCEPTANCE_DOCUMENT: 'Acceptance document; a rejected one is not used again (验收文档).',
    PROOF: 'Proof of activation, deployment or performance (凭证).',
    SHIPMENT: 'Packing list or photo of the shipment (发货凭证).',
    REJECTION: 'Grounds for a rejection (驳回依据).',
    COMMITMENT_LETTER: 'Commitment letter of the seller (承诺函).',
    SUPPLEMENT: 'Additional material (补充材料).',
  },
);

@ObjectType('SupervisionEvidence', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'File that a side submitted at a node or with a statement in an appeal; it cannot be removed (凭证).',
})
export class SupervisionEvidenceType extends NodeType {
  @Field(() => EvidenceKindEnum, { description: 'Purpose of the file.' })
  kind!: keyof typeof EvidenceKindEnum;

  @Field(() => ActingSideEnum, { description: 'Side that submitted the file.' })
  side!: keyof typeof ActingSideEnum;

  @Field(() => Int, {
    description: 'Visit of the node at which the file was submitted, from 1; 1 in an appeal.',
  })
  round!: number;

  @Field(() => String, { description: 'SHA-256 of the content, as in the log.' })
  sha256!: string;

  @Field(() => scalar.dateTime, { description: 'Time of the submission.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the customer rejected the delivery with this document.',
  })
  rejectedAt!: Date | null;
}
