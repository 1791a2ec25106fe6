import { attachments } from '../../platform/command/attach.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { AttachmentEntity } from '../../platform/files/attachment.entity.ts';
import { sql } from '../../platform/sql/sql.ts';
import { TaxpayerProfileEntity } from './taxpayer-profile.entity.ts';

const FIELD = 'businessLicenseId';
/** A license is compared by eye, so that it must be a page or a picture. */
const MEDIA_TYPES: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

const filesOf = async (tx: Tx, ids: readonly string[]) =>
  await tx.find(AttachmentEntity, (d) => sql`${d.id} = any(${[...ids]}::uuid[])`);

/** Attaches a license to the tax and bank data of a partner. Refuses with LICENSE_KIND_NOT_ALLOWED. */
export async function attachLicense(tx: Tx, partnerId: string, fileId: string): Promise<void> {
  const [file] = await filesOf(tx, [fileId]);
  if (file && !MEDIA_TYPES.includes(file.mediaType))
    throw refuse('LICENSE_KIND_NOT_ALLOWED', FIELD);
  const subject = {
    type: 'TaxpayerProfile',
    id: partnerId,
    partnerId,
    sellerId: null,
    customerId: null,
    entity: TaxpayerProfileEntity,
  };
  await attachments.add(tx, [fileId], subject, { readers: 'PARTIES' }, FIELD);
}

/** Returns the names of licenses by their ids. */
export async function licenseNames(
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const wanted = ids.filter((id) => id !== null);
  const files = wanted.length > 0 ? await filesOf(tx, wanted) : [];
  return (id) => files.find((file) => file.id === id)?.name ?? null;
}
