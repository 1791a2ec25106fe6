import { attachment } from '../../../platform/files/attachment.read.ts';
import { reads, relation } from '../../../platform/read/declare.ts';
import { SupervisionEvidenceEntity } from './evidence.entity.ts';
import { SupervisionEvidenceType } from './evidence.type.ts';

export const supervisionEvidence = reads(SupervisionEvidenceType, SupervisionEvidenceEntity, {
  id: 'sve',
  relations: {
    attachment: relation.one(() => attachment, 'attachmentId', 'File.'),
  },
});
