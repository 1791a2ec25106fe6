import type { InferEntity } from '@mikro-orm/core';
import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { AttachmentEntity } from '../../../platform/files/attachment.entity.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { ACTORS, SupervisionEntity } from './supervision.entity.ts';

export const EVIDENCE_KINDS = [
  'REQUIREMENT',
  'DRAFT',
  'SOW',
  'ACCEPTANCE_DOCUMENT',
  'PROOF',
  'SHIPMENT',
  'REJECTION',
  'COMMITMENT_LETTER',
  'SUPPLEMENT',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** File that was submitted at a node of a supervision, or with a statement in an appeal about it. */
export const SupervisionEvidenceEntity = aggregate({
  name: 'SupervisionEvidence',
  parties: partOf(SupervisionEntity, { id: 'supervisionId' }),
  properties: {
    ...p.base(),
    supervisionId: () => p.ref(SupervisionEntity),
    orderId: p.uuid(),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    nodeId: p.uuid().nullable(),
    statementId: p.uuid().nullable(),
    kind: p.word(EVIDENCE_KINDS),
    side: p.word(ACTORS),
    /** Visit of the node at which the file was submitted. */
    round: p.integer(),
    attachmentId: () => p.ref(AttachmentEntity),
    sha256: p.text(),
    /** Time at which the buyer rejected the delivery with this file. */
    rejectedAt: p.instant().nullable(),
  },
  checks: [
    {
      name: 'supervision_evidence_place',
      expression: 'num_nonnulls(node_id, statement_id) = 1',
    },
  ],
  uniques: [{ name: 'supervision_evidence_file', properties: ['attachmentId'] }],
  indexes: [
    { name: 'supervision_evidence_of_node', properties: ['nodeId', 'createdAt', 'id'] },
    { name: 'supervision_evidence_of_statement', properties: ['statementId', 'createdAt', 'id'] },
    {
      name: 'supervision_evidence_of_supervision',
      properties: ['supervisionId', 'createdAt', 'id'],
    },
  ],
});
export type SupervisionEvidence = InferEntity<typeof SupervisionEvidenceEntity>;
