import { globalId } from '../ids.ts';
import { computed } from '../read/computed.ts';
import { reads } from '../read/declare.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { AttachmentEntity } from './attachment.entity.ts';
import { AttachmentType, type AudienceWord } from './attachment.type.ts';

/** The address prefix of uploads and downloads. */
export const FILES_PATH = '/files';
const ID = 'att';

export const audienceOfReaders = (readers: Sql): Sql =>
  sql`case when ${readers} in ('PARTIES_AND_CUSTOMER', 'PARTIES') then 'SHARED' else 'INTERNAL' end`;

export const attachment = reads(AttachmentType, AttachmentEntity, {
  id: ID,
  fields: {
    uploadedAt: computed.of('createdAt', (at) => at),
    audience: computed.of('readers', audienceOfReaders),
    downloadPath: computed.of(
      'id',
      (id) => sql`${sql.literal(`${FILES_PATH}/${globalId(ID, '')}`)} || ${id}`,
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
});
export type { AudienceWord };
