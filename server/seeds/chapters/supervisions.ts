import { calendar } from '../../platform/calendar.ts';
import { HOUR } from '../../platform/clock.ts';
import type { Files } from '../../platform/files/open-store.ts';
import { sql } from '../../platform/sql/sql.ts';
import { Role, type Viewer } from '../../platform/viewer.ts';
import type { DemoHistory } from '../demo-history.ts';
import { uploaded } from '../uploaded.ts';
import { requestRefunds } from './refund-rows.ts';
import { superviseLines } from './supervision-rows.ts';

interface Supervised {
  readonly id: string;
  readonly orderId: string;
  readonly partnerId: string | null;
  readonly sellerId: string;
  readonly customerId: string;
  readonly customerName: string;
}

/**
 * Plans the supervisions and the open requests for refunds of all lines at the end of the history, and two appeals
 * with evidence: one waits for an operator, one is in review. A delivery of a subsidized order waits for its review.
 * Without a file store there are no appeals and no review, since their files would be missing.
 */
export function planSupervisions(history: DemoHistory, files: Files | undefined): void {
  // In the thread of the last orders: other threads of the day run at the same time.
  history.plan(`orders-${calendar.monthOf(history.now)}`, history.now, async (at) => {
    await history.system(at, async (tx) => {
      for (const statement of [...superviseLines(history.now), ...requestRefunds(history.now)])
        await tx.rows(statement);
    });
    if (files) {
      await appeal(history, files);
      await submitForReview(history, files);
    }
  });
}

/** The buyer of an order, by the order's link. */
const buyerOf = ({ customerId, customerName, orderId }: Supervised): Viewer => ({
  via: 'LINK',
  role: 'buyer',
  side: 'customer',
  tenantId: customerId,
  actorId: customerId,
  actorName: customerName,
  memberId: null,
  scopes: ['read', 'write'],
  hasFreshProof: true,
  subjectId: orderId,
});

/** A member of an organization with a role. */
async function memberOf(
  history: DemoHistory,
  orgId: string | null,
  role: 'seller.manager' | 'operator',
): Promise<Viewer> {
  const [member] = await history.rows<{
    id: string;
    orgId: string;
    userId: string;
    name: string;
  }>(sql`
    select id, org_id as "orgId", user_id as "userId", name from membership
    where role = ${role} and (${orgId}::uuid is null or org_id = ${orgId}::uuid) order by created_at, id limit 1`);
  return {
    via: 'PORTAL',
    role,
    side: Role.sideOf(role),
    tenantId: member!.orgId,
    actorId: member!.userId,
    actorName: member!.name,
    memberId: member!.id,
    scopes: ['read', 'write'],
    subjectId: null,
  };
}

async function appeal(history: DemoHistory, files: Files): Promise<void> {
  const open = await history.rows<Supervised>(sql`
    select s.id, s.order_id as "orderId", s.partner_id as "partnerId", s.seller_id as "sellerId", s.customer_id as "customerId", s.customer_name as "customerName"
    from supervision s where s.status = 'AWAIT_ACCEPTANCE' and s.clock_since < ${new Date(history.now.getTime() - 6 * HOUR)}
      and exists (select 1 from membership m where m.org_id = s.seller_id and m.role = 'seller.manager')
    order by s.partner_id is null, s.clock_since, s.id limit 2`);
  const [first, second] = open;
  const at = (hours: number): Date => new Date(history.now.getTime() - hours * HOUR);
  const upload = (by: Viewer, name: string, content: string) =>
    uploaded(history, files, at(6), by, { name, mediaType: 'text/plain', content });
  if (first) {
    const seller = await memberOf(history, first.sellerId, 'seller.manager');
    const operator = await memberOf(history, null, 'operator');
    const buyer = buyerOf(first);
    const thread = 'appeal-not-accepting';
    const { appeal: id } = await history.command(seller, at(5), thread, 'supervisionAppeal', {
      id: `spv_${first.id}`,
      category: 'NOT_ACCEPTING',
      reason: '交付多日，买家既未验收也未驳回；电话确认后仍无书面意见，请求认定验收。',
      proofFiles: [
        await upload(
          seller,
          '验收文档-签收版.txt',
          '现场签收记录：功能与接口逐项核对，结果符合约定。',
        ),
      ],
      commitmentFiles: [
        await upload(seller, '承诺函.txt', '我方承诺所提供的材料真实有效，并承担相应责任。'),
      ],
    });
    await history.command(operator, at(4), thread, 'appealTake', { id: `apl_${id}` });
    await history.command(operator, at(3), thread, 'appealAskMaterial', {
      id: `apl_${id}`,
      side: 'CUSTOMER',
      what: '性能要求的书面依据',
      by: new Date(history.now.getTime() + 24 * HOUR),
    });
    await history.command(buyer, at(2), thread, 'appealRespond', {
      id: `apl_${id}`,
      text: '压测只到 3,200 QPS，未达到口头要求的 5,000，等商家调优后再验收。',
      supplementFiles: [await upload(buyer, '压测结果.txt', '峰值 3,200 QPS，P99 180 毫秒。')],
    });
  }
  if (second) {
    const buyer = buyerOf(second);
    await history.command(buyer, at(1), 'appeal-not-as-agreed', 'supervisionAppeal', {
      id: `spv_${second.id}`,
      category: 'NOT_AS_AGREED',
      reason: '交付内容缺少约定的两类报表，多次沟通未补齐。',
      supplementFiles: [await upload(buyer, '缺失清单.txt', '1. 月度汇总报表；2. 异常明细报表。')],
    });
  }
}

/** An operator marks an order as subsidized, and the seller submits the proof of its license. */
async function submitForReview(history: DemoHistory, files: Files): Promise<void> {
  const [found] = await history.rows<Pick<Supervised, 'id' | 'orderId' | 'sellerId'>>(sql`
    select s.id, s.order_id as "orderId", s.seller_id as "sellerId" from supervision s
      join customer_order o on o.id = s.order_id and o.status = 'PROCESSING'
    where s.status = 'AWAIT_PROOF' and s.clock_since < ${new Date(history.now.getTime() - 6 * HOUR)}
      and exists (select 1 from membership m where m.org_id = s.seller_id and m.role = 'seller.manager')
      and not exists (select 1 from supervision o where o.order_id = s.order_id and o.id <> s.id)
    order by s.partner_id is null, s.clock_since, s.id limit 1`);
  if (!found) return;
  const at = (hours: number): Date => new Date(history.now.getTime() - hours * HOUR);
  const thread = 'subsidized-order';
  const operator = await memberOf(history, null, 'operator');
  const seller = await memberOf(history, found.sellerId, 'seller.manager');
  await history.command(operator, at(5), thread, 'orderSetProgram', {
    id: `ord_${found.orderId}`,
    program: 'EMPOWERMENT_CLOUD',
    reason: '企业上云补贴批复已备案',
  });
  const proof = { name: '激活凭证.txt', mediaType: 'text/plain', content: '激活时间与设备编号。' };
  await history.command(seller, at(3), thread, 'supervisionSubmitProof', {
    id: `spv_${found.id}`,
    proofFiles: [await uploaded(history, files, at(4), seller, proof)],
  });
}
