import { FILES_PATH } from '../../platform/files/attachment.read.ts';
import { globalId } from '../../platform/ids.ts';
import { type Reads, reads } from '../../platform/read/declare.ts';
import { sql } from '../../platform/sql/sql.ts';
import { TransferFileEntity } from './transfer-file.entity.ts';
import { TransferFileType } from './transfer-file.type.ts';

const ID = 'tfl';

export const transferFile: Reads<typeof TransferFileEntity> = reads(
  TransferFileType,
  TransferFileEntity,
  {
    id: ID,
    fields: {
      downloadPath: (d) => sql`case when ${d.bytes} is not null and ${d.removedAt} is null
        then ${sql.literal(`${FILES_PATH}/${globalId(ID, '')}`)} || ${d.id} end`,
    },
  },
);
