import type { AuthorizationLevel } from '../../gql/graphql.ts';
import { serverNow } from '../../lib/clock.ts';
import { DAY } from '../../lib/dates.ts';
import type { Text } from '../../lib/i18n.tsx';
import type { Side } from '../../lib/session.ts';
import type { ListColumn } from '../../list/column.ts';
import { between, extra, wide, wider } from '../../list/column-kinds.tsx';
import { type Columns, coming, filter, view } from '../../list/define.ts';
import { orElse } from '../../list/file-columns.ts';

/** Days before the end from which a renewal is due. */
export const ENDING_DAYS = 30;
const days = ENDING_DAYS;
const LEVELS = ['PRODUCT', 'PARTNER', 'CUSTOMER'] as const;

/** Whether the end is near enough for a countdown. */
export const endsSoon = (until: string): boolean => Date.parse(until) - serverNow() < days * DAY;

/** Sibling pages: CSP authorizations, joint-sales authorizations, and the calendar of both. */
export const KINDS = [
  { to: '/authorizations', label: 'ui.authorization.kind.csp' },
  { to: '/authorizations/joint', label: 'ui.authorization.kind.joint' },
  { to: '/authorizations/coverage', label: 'ui.authorization.kind.coverage' },
] as const;

/** Full name of a kind, for use outside the sibling links. */
export const nameOfKind = (to: string) =>
  to === '/authorizations' ? 'ui.authorization.csp' : 'ui.authorization.joint';

export const filters = {
  level: filter.choice('ui.authorization.level', 'AuthorizationLevel', LEVELS),
  endsWithin: filter.period('ui.discount.ends'),
  validWithin: filter.period('ui.report.validWithin', { quiet: true }),
  customerId: filter.record('ui.customer', 'customer'),
  productId: filter.record('ui.product', 'product'),
  partnerId: filter.record('ui.partner', 'partner'),
  sellerId: filter.record('ui.seller', 'seller', { quiet: true }),
};

/** Views of both kinds; `ended` lists the states after the end. */
export const views = <S extends string>(ended: readonly S[]) => [
  view('active', 'ui.authorizations.view.active', { status: ['ACTIVE'] }),
  view(
    'ending',
    (t) => t('ui.authorizations.view.ending', { days }),
    { status: ['ACTIVE'], endsWithin: coming(days) },
    { sort: 'ENDING' },
  ),
  view('scheduled', 'ui.authorizations.view.scheduled', { status: ['SCHEDULED'] }),
  view('ended', 'ui.authorizations.view.ended', { status: ended }),
];

interface AuthorizationRow {
  productName: string;
  partnerName?: string | null;
  customerName?: string | null;
  level: AuthorizationLevel;
  shareRatio: string;
  validFrom: string;
  validUntil: string;
  termsVersion: number;
  createdAt: string;
  seller: { name: string };
}

/** Short text of the scope; a partner does not read its own name. */
export const scopeOf = (
  a: Pick<AuthorizationRow, 'customerName' | 'partnerName' | 'level'>,
  side: Side,
  t: Text,
): string =>
  a.customerName ??
  (side === 'PARTNER' ? null : a.partnerName) ??
  t.enum('AuthorizationLevel', a.level);

const partnerOf = ({ partnerName }: AuthorizationRow, t: Text): string =>
  orElse(partnerName, t('ui.authorization.allPartners'));

/** Columns of both kinds. A console does not show its own name in every row. */
export const columns = <R extends AuthorizationRow>(
  c: Columns<R>,
  rate: ListColumn<R>,
  state: ListColumn<R>,
): ListColumn<R>[] => [
  c.title('product', 'ui.product', (r, { t, side }) => [
    r.productName,
    side === 'SELLER' ? partnerOf(r, t) : r.seller.name,
  ]),
  c.cell('partner', 'ui.partner', (r, { t }) => partnerOf(r, t), {
    ...between,
    extra: ['PARTNER', 'SELLER'],
  }),
  c.two('level', 'ui.authorization.scope', (r, { t }) => [
    orElse(r.customerName, t('ui.authorization.allCustomers')),
    t.enum('AuthorizationLevel', r.level),
  ]),
  rate,
  c.percent('share', 'ui.product.share', (r) => r.shareRatio, wider),
  c.days('ENDING', 'ui.discount.validity', (r) => [r.validFrom, r.validUntil], wide),
  state,
  c.cell(
    'version',
    'ui.authorization.version',
    ({ termsVersion: version }, { t }) =>
      version > 0 && t('ui.authorization.versionShort', { version }),
    { file: (r) => r.termsVersion, ...wider, align: 'end' },
  ),
  c.date('CREATED', 'ui.createdAt', (r) => r.createdAt, extra),
];
