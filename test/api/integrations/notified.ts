import { openProduct, type Product } from '../../kit/product.ts';
import {
  type KooOrder,
  seller as sellerAccount,
  startUpstream,
  type Upstream,
} from '../../kit/upstream/index.ts';
import {
  type NotificationAnswer,
  type NotificationVersion,
  type SignedNotification,
  sendNotification,
  signNotification,
} from '../../kit/upstream/notify.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { ACCOUNT, known } from '../orders/reports.ts';

/** Access key of the vectors in domain §6.3. */
export const KEY = 'demo-access-key-0001';

export interface Sending {
  readonly version?: NotificationVersion;
  readonly at?: Date;
  readonly nonce?: string;
  readonly accessKey?: string;
  readonly body?: string | Buffer;
  readonly timestamp?: string;
  /** Kit: end of the address, for example `authSync`. */
  readonly sync?: string;
  readonly account?: string;
}

/** A product whose seller has a KooGallery account, and the marketplace that notifies it. */
export interface Notified {
  readonly product: Product;
  readonly stage: Stage;
  readonly upstream: Upstream;
  /** Global id of the seller's account. */
  readonly accountId: string;
  signed(fields: Record<string, unknown>, sending?: Sending): SignedNotification;
  post(request: SignedNotification): Promise<NotificationAnswer>;
  send(fields: Record<string, unknown>, sending?: Sending): Promise<NotificationAnswer>;
  notifications(filter?: object, fields?: string): Promise<any[]>;
  rows: Product['world']['rows'];
  /** Runs the jobs that are due. */
  settle(): Promise<void>;
  /** Moves all clocks and runs what is due. */
  later(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function openNotified(): Promise<Notified> {
  const product = await openProduct();
  const { world, realClock, url } = product;
  realClock.moveTo(world.clock.now());
  const stage = await setStage(world);
  await known(stage, stage.goods, 'ERP');
  const upstream = await startUpstream({
    timing: { now: () => Date.now() },
    world: { partners: [], sellers: [sellerAccount('AKSELLER', 'SKSELLER', { accessKey: KEY })] },
  });
  const { id: accountId } = await stage.operator.mutate('upstreamAccountConnect', {
    organizationId: `org_${stage.seller.id}`,
    system: 'KOOGALLERY',
    endpoint: upstream.url,
    accessKeyId: 'AKSELLER',
    secretAccessKey: 'SKSELLER',
  });
  await stage.sellerManager.mutate('upstreamAccountSetNotificationKey', {
    id: accountId,
    notificationKey: KEY,
  });
  const address = (account: string, sync?: string): string =>
    `${url}/notifications/koogallery/${account}${sync ? `/produceAPI/v2/${sync}` : ''}`;
  const signed: Notified['signed'] = (fields, sending = {}) => {
    const { version = 'V2', account = accountId, sync, ...rest } = sending;
    return signNotification({
      accessKey: KEY,
      at: realClock.now(),
      fields,
      ...rest,
      version,
      url: address(account, sync),
    });
  };
  const post: Notified['post'] = (request) => sendNotification(request, KEY);
  return {
    product,
    stage,
    upstream,
    accountId,
    signed,
    post,
    send: (fields, sending) => post(signed(fields, sending)),
    async notifications(filter = {}, fields = '') {
      const { upstreamNotifications } = await stage.operator.ask(
        `query ($filter: UpstreamNotificationFilter) {
          upstreamNotifications(first: 100, filter: $filter) { nodes {
            id status activity upstreamOrderId upstreamLineId instanceId isTest deliveries attempts resultCode
            problemCode problemPath order { id number } ${fields}
          } }
        }`,
        { filter },
      );
      return upstreamNotifications.nodes;
    },
    rows: world.rows,
    settle: product.settle,
    async later(ms) {
      world.clock.advance(ms);
      realClock.moveTo(world.clock.now());
      await product.settle();
    },
    async close() {
      await upstream.close();
      await product.close();
    },
  };
}

/** An order of the marketplace for the stage's customer. */
export const kooOrder = (orderId: string, changes: Partial<KooOrder> = {}): KooOrder => ({
  orderId,
  orderType: 'NEW',
  createTime: '20260302015500',
  orderLine: [
    {
      orderLineId: `${orderId}-000001`,
      chargingMode: 'PERIOD',
      periodType: 'year',
      periodNumber: 1,
      expireTime: '20270302015500',
      productInfo: [{ skuCode: 'ERP-0', productId: 'P1', linearValue: 1 }],
    },
  ],
  buyerInfo: {
    customerId: ACCOUNT,
    customerName: '东方制造',
    userId: 'user-1',
    userName: 'li.wei',
    mobilePhone: '13800000000',
    email: 'li.wei@dongfang.example',
  },
  extendParams: [],
  ...changes,
});
