import { z } from 'zod';
import { field } from '../../transport/fields.ts';
import { instantOf } from './timestamp.ts';

/** Activities of domain §6.3, and the syncs of the kit. */
export const ACTIVITIES = [
  'ORDER_NOTIFY',
  'NEW_INSTANCE',
  'QUERY_INSTANCE',
  'REFRESH_INSTANCE',
  'INSTANCE_STATUS',
  'EXPIRE_INSTANCE',
  'RELEASE_INSTANCE',
  'UPGRADE_INSTANCE',
  'TENANT_SYNC',
  'APPLICATION_SYNC',
  'USER_SYNC',
  'DEPARTMENT_SYNC',
  'DEPARTMENTS_SYNC',
  'OTHER',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/**
 * Words for the parameter `activity`; V1 and V2 differ in some. The kit names its activities by the end of the address:
 * `<address>/produceAPI/v2/authSync`.
 */
const NAMED: Readonly<Record<string, Activity>> = {
  orderNotify: 'ORDER_NOTIFY',
  newInstance: 'NEW_INSTANCE',
  queryInstance: 'QUERY_INSTANCE',
  refreshInstance: 'REFRESH_INSTANCE',
  updateInstanceStatus: 'INSTANCE_STATUS',
  instanceStatus: 'INSTANCE_STATUS',
  expireInstance: 'EXPIRE_INSTANCE',
  releaseInstance: 'RELEASE_INSTANCE',
  upgradeInstance: 'UPGRADE_INSTANCE',
  upgrade: 'UPGRADE_INSTANCE',
  tenantSync: 'TENANT_SYNC',
  applicationSync: 'APPLICATION_SYNC',
  authSync: 'USER_SYNC',
  singleOrgSync: 'DEPARTMENT_SYNC',
  allOrgSync: 'DEPARTMENTS_SYNC',
};

export const activityOf = (name: string): Activity =>
  Object.hasOwn(NAMED, name) ? NAMED[name]! : 'OTHER';

/** Ids that `queryInstance` may name (domain §6.3). */
const MAX_INSTANCES = 100;
/** Users of one sync of the kit; a larger list does not fit the body either. */
const MAX_USERS = 1000;
/** The bodies of the kit write their times in UTC+8. */
const UTC_8_MS = 8 * 3_600_000;

const id = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc},]+$/u);
const optionalId = id.nullish().or(z.literal('').transform(() => null));
const flag = z.union([z.string(), z.number()]).transform(String);
const testFlag = flag
  .pipe(z.enum(['0', '1', '']))
  .nullish()
  .transform((given) => given === '1');

const SCENES = [
  'TRIAL_TO_FORMAL',
  'RENEWAL',
  'UNSUBSCRIBE_RENEWAL_PERIOD',
  'RENEWAL_CHANGE',
] as const;
const frozen = z.enum(['FREEZE', 'UNFREEZE', 'NORMAL']).transform((word) => word === 'FREEZE');

/** A user in `authSync`. */
const user = z.looseObject({
  userName: id,
  name: z.string().max(64).nullish(),
  email: z.string().max(128).nullish(),
  enable: z.union([z.string(), z.boolean()]).nullish().transform(String),
});
export type KitUser = z.output<typeof user>;
/** V1 writes lists as JSON text. */
const users = z.preprocess(
  (given) => (typeof given === 'string' ? parsed(given) : given),
  z.array(user).max(MAX_USERS),
);
const USER_CHANGES = { '0': 'DELETED', '1': 'ADDED', '2': 'CHANGED', '3': 'UNAUTHORIZED' } as const;
const change = flag.pipe(z.enum(['0', '1', '2', '3'])).transform((given) => USER_CHANGES[given]);
const utc8 = z
  .string()
  .transform((text) => instantOf(text, UTC_8_MS))
  .nullish()
  .catch(null);

const common = z.object({ testFlag });
const instance = common.extend({ instanceId: id });
/** In yuan with at most three decimals, negative when it is given back. */
const orderAmount = field.orNull(field.yuan).transform((amount) => amount?.fen ?? null);
const kit = common.extend({
  instanceId: optionalId,
  tenantId: id,
  flag: change.optional(),
  currentSyncTime: utc8,
  timeStamp: utc8,
});

const SHAPES = {
  ORDER_NOTIFY: common.extend({ orderId: id, orderLineId: optionalId }),
  NEW_INSTANCE: common.extend({
    orderId: id,
    orderLineId: optionalId,
    businessId: optionalId,
    customerId: optionalId,
    userId: optionalId,
    userName: z.string().max(500).nullish(),
    mobilePhone: z.string().max(500).nullish(),
    email: z.string().max(500).nullish(),
  }),
  QUERY_INSTANCE: common.extend({
    instanceId: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.array(id).min(1).max(MAX_INSTANCES)),
  }),
  REFRESH_INSTANCE: instance.extend({
    orderId: optionalId,
    orderLineId: optionalId,
    scene: z.enum(SCENES).nullish(),
    orderAmount,
  }),
  INSTANCE_STATUS: instance
    .extend({ status: frozen.optional(), instanceStatus: frozen.optional() })
    .refine(({ status, instanceStatus }) => status !== undefined || instanceStatus !== undefined, {
      path: ['status'],
    }),
  EXPIRE_INSTANCE: instance.extend({ orderId: optionalId }),
  RELEASE_INSTANCE: instance.extend({ orderId: optionalId }),
  UPGRADE_INSTANCE: instance.extend({ orderId: id, orderLineId: optionalId, orderAmount }),
  TENANT_SYNC: kit.extend({ orderId: optionalId }),
  APPLICATION_SYNC: kit,
  USER_SYNC: kit.extend({ userList: users }),
  DEPARTMENT_SYNC: kit.extend({ orgCode: id }),
  DEPARTMENTS_SYNC: kit,
  OTHER: common,
} as const satisfies Record<Activity, z.ZodType>;

/** Parameters of an activity as its shape reads them. */
export type Content<A extends Activity> = z.output<(typeof SHAPES)[A]>;

/** Reads the parameters of an activity; null with the path of the first one that is missing or malformed. */
export function contentOf<A extends Activity>(
  activity: A,
  given: unknown,
): { readonly content: Content<A> } | { readonly path: string } {
  const result = SHAPES[activity].safeParse(given);
  if (result.success) return { content: result.data as Content<A> };
  return { path: result.error.issues[0]!.path.join('.') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
