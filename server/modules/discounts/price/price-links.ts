import { signedLinks } from '../../../platform/command/links.ts';
import type { Sql } from '../../../platform/sql/sql.ts';

/** State of the link by that of the price; in any other state the customer does not see the price. */
const STATES = {
  SCHEDULED: 'NOT_YET',
  EFFECTIVE: 'OK',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
  UNUSABLE: 'REVOKED',
} as const;

interface Found {
  readonly status: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly issuerOrgId: string;
  readonly expiresAt: Date;
}

interface PriceLinks {
  readonly purpose: string;
  readonly page: string;
  /** SQL of the subject by its id, with the columns of `Found`. */
  readonly subject: (id: string) => Sql;
}

/** Private links (私有链接) of prices: valid while the price is in effect, for any number of openings (domain §4.4). */
export const priceLinks = ({ subject, ...links }: PriceLinks) =>
  signedLinks<string>({
    ...links,
    states: STATES,
    async subject(tx, id) {
      const [row] = await tx.rows<Found>(subject(id));
      return row ? { ...row, receiver: null } : null;
    },
  });
