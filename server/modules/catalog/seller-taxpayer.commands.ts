import { command } from '../../platform/command/command.ts';
import { field } from '../../platform/command/input.ts';
import type { AnyCommand } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import { OrganizationEntity, organization } from '../identity/index.ts';
import { TaxpayerTypeEnum } from '../partners/index.ts';
import { SellerTaxpayerEntity } from './seller-taxpayer.entity.ts';
import { sellerTaxpayerType } from './seller-taxpayer.read.ts';

const set = command({
  name: 'organizationSetTaxpayerType',
  description:
    'Sets the taxpayer type of a seller from now on. It determines the output VAT rate of orders for its common products that are paid from then on; paid ones keep theirs.',
  roles: ['operator'],
  fields: {
    id: field.id(() => organization, 'Organization of kind SELLER.'),
    taxpayerType: field.word(TaxpayerTypeEnum, 'Kind of taxpayer.'),
    reason: field.reason('Reason; recorded in the audit.'),
  },
  payload: { organization: () => organization },
  idempotent: true,
  freshProof: true,
  async run(tx, { id, taxpayerType, reason }) {
    tx.lock('SellerTaxpayer', id);
    const { kind } = await tx.get(OrganizationEntity, id);
    if (kind !== 'SELLER') throw refuse('NOT_A_SELLER', 'id');
    const was = await sellerTaxpayerType(tx, id, tx.now);
    if (was === taxpayerType) throw refuse('NOTHING_CHANGED', 'taxpayerType');
    tx.update(SellerTaxpayerEntity, (d) => sql`${d.sellerId} = ${id} and ${d.until} is null`, {
      until: tx.now,
    });
    tx.insert(SellerTaxpayerEntity, {
      id: tx.newId(),
      createdAt: tx.now,
      sellerId: id,
      taxpayerType,
      since: tx.now,
      until: null,
    });
    tx.audit({
      action: 'organizationSetTaxpayerType',
      subjectType: 'Organization',
      subjectId: id,
      detail: { taxpayerType, reason },
    });
    return { organization: id };
  },
});

export const sellerTaxpayerCommands: readonly AnyCommand[] = [set];
