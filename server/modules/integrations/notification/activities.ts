import type { Tx } from '../../../platform/command/types.ts';
import type {
  Activity,
  Content,
  Notification,
} from '../../../sources/koogallery/notification/index.ts';
import { instanceOfLine, instancesOf, type Receiver, steerInstance } from './instances.write.ts';
import type { Result } from './notification-reply.ts';
import type { InstanceState, UpstreamInstance } from './upstream-instance.entity.ts';

/** Subject of a notification. */
export interface Facts {
  /** Values that tell one matter of an activity from another. */
  readonly matter: readonly (string | null | undefined)[];
  /** Whether more is to do than to answer. */
  readonly needsWork: boolean;
  readonly upstreamOrderId?: string | null;
  readonly upstreamLineId?: string | null;
  readonly instanceId?: string | null;
  readonly orderAmountMinor?: bigint | null;
  readonly upstreamInstanceId?: string | null;
}

export type Handled =
  | { readonly facts: Facts; readonly fields?: Readonly<Record<string, unknown>> }
  | { readonly refusal: Result; readonly path: string };

type Handler<A extends Activity> = (
  tx: Tx,
  account: Receiver,
  content: Content<A>,
  notification: Notification,
) => Promise<Handled>;

const UNKNOWN_INSTANCE = { refusal: 'INSTANCE_NOT_FOUND', path: 'instanceId' } as const;

/** Runs work with the instance that a notification names; without such an instance the answer says so. */
const ofInstance =
  <
    A extends
      | 'REFRESH_INSTANCE'
      | 'INSTANCE_STATUS'
      | 'EXPIRE_INSTANCE'
      | 'RELEASE_INSTANCE'
      | 'UPGRADE_INSTANCE',
  >(
    work: (
      tx: Tx,
      instance: Readonly<UpstreamInstance>,
      content: Content<A>,
      notification: Notification,
    ) => Promise<Omit<Facts, 'instanceId' | 'upstreamInstanceId'>>,
  ): Handler<A> =>
  async (tx, account, content, notification) => {
    const { instanceId } = content;
    const [instance] = await instancesOf(tx, account, [instanceId]);
    if (!instance) return UNKNOWN_INSTANCE;
    const { matter, ...facts } = await work(tx, instance, content, notification);
    return {
      facts: {
        ...facts,
        matter: [instanceId, ...matter],
        instanceId,
        upstreamInstanceId: instance.id,
      },
    };
  };

/** A notification that sets the state of an instance. Orders keep no such state. */
const steering = <A extends 'EXPIRE_INSTANCE' | 'RELEASE_INSTANCE'>(
  state: InstanceState,
): Handler<A> =>
  ofInstance<A>(async (tx, instance, { orderId }, { sentAt }) => {
    await steerInstance(tx, instance, state, sentAt);
    return { matter: [], needsWork: false, upstreamOrderId: orderId ?? null };
  });

/** A notification of the kit that changes nothing here: the product keeps no departments and no applications. */
const kept: Handler<
  'TENANT_SYNC' | 'APPLICATION_SYNC' | 'DEPARTMENT_SYNC' | 'DEPARTMENTS_SYNC'
> = async (
  _tx,
  _account,
  { tenantId, instanceId, flag, currentSyncTime, timeStamp },
  { parameters },
) => ({
  facts: {
    matter: [
      tenantId,
      instanceId,
      flag,
      String(parameters.orgCode ?? ''),
      (currentSyncTime ?? timeStamp)?.toISOString(),
    ],
    needsWork: false,
    instanceId: instanceId ?? null,
  },
});

/** Effects of each activity before its answer (domain §6.3). */
export const HANDLERS: { readonly [A in Exclude<Activity, 'OTHER'>]: Handler<A> } = {
  async ORDER_NOTIFY(_tx, _account, { orderId, orderLineId }) {
    return {
      facts: {
        matter: [orderId, orderLineId],
        needsWork: true,
        upstreamOrderId: orderId,
        upstreamLineId: orderLineId ?? null,
      },
    };
  },

  async NEW_INSTANCE(tx, account, { orderId, orderLineId, testFlag }, { sentAt }) {
    const line = { orderId, lineId: orderLineId ?? null };
    const instance = await instanceOfLine(tx, account, line, { sentAt, isTest: testFlag });
    return {
      facts: {
        matter: [orderId, orderLineId],
        needsWork: true,
        upstreamOrderId: orderId,
        upstreamLineId: orderLineId ?? null,
        instanceId: instance.instanceId,
        upstreamInstanceId: instance.id,
      },
      fields: { instanceId: instance.instanceId },
    };
  },

  async QUERY_INSTANCE(tx, account, { instanceId: ids }) {
    const found = await instancesOf(tx, account, ids);
    if (found.length === 0) return UNKNOWN_INSTANCE;
    const known = ids.filter((id) => found.some(({ instanceId }) => instanceId === id));
    return {
      facts: { matter: [...ids].sort(), needsWork: false, instanceId: known[0]! },
      fields: { info: [...new Set(known)].map((instanceId) => ({ instanceId })) },
    };
  },

  REFRESH_INSTANCE: ofInstance(async (_tx, _instance, content) => {
    const { orderId, orderLineId, scene, orderAmount } = content;
    return {
      matter: [orderId, orderLineId, scene],
      needsWork: Boolean(orderId),
      orderAmountMinor: orderAmount,
      upstreamOrderId: orderId ?? null,
      upstreamLineId: orderLineId ?? null,
    };
  }),

  INSTANCE_STATUS: ofInstance(async (tx, instance, { status, instanceStatus }, { sentAt }) => {
    const state = (status ?? instanceStatus) ? 'FROZEN' : 'NORMAL';
    await steerInstance(tx, instance, state, sentAt);
    return { matter: [state], needsWork: false };
  }),

  EXPIRE_INSTANCE: steering('EXPIRED'),
  RELEASE_INSTANCE: steering('RELEASED'),

  UPGRADE_INSTANCE: ofInstance(async (_tx, _instance, { orderId, orderLineId, orderAmount }) => ({
    matter: [orderId, orderLineId],
    needsWork: true,
    orderAmountMinor: orderAmount,
    upstreamOrderId: orderId,
    upstreamLineId: orderLineId ?? null,
  })),

  TENANT_SYNC: kept,
  APPLICATION_SYNC: kept,
  DEPARTMENT_SYNC: kept,
  DEPARTMENTS_SYNC: kept,

  async USER_SYNC(_tx, _account, content) {
    const { tenantId, instanceId, flag, userList, currentSyncTime, timeStamp } = content;
    const names = userList.map(({ userName }) => userName).sort();
    return {
      facts: {
        matter: [
          tenantId,
          instanceId,
          flag,
          (currentSyncTime ?? timeStamp)?.toISOString(),
          ...names,
        ],
        needsWork: true,
        instanceId: instanceId ?? null,
      },
    };
  },
};
