import pino from 'pino';
import { syncFeeds } from '../../../server/modules/integrations/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import {
  partner,
  type SubCustomer,
  startUpstream,
  type Upstream,
  type UpstreamPartner,
  virtualTiming,
} from '../../kit/upstream/index.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';

export const AK = 'HPUAEXAMPLE00007Q2X';
export const SK = 'sk-of-yunfan';

/** A partner whose account in the simulated upstream is connected. */
export interface Stage {
  readonly world: World;
  readonly upstream: Upstream;
  readonly theirs: UpstreamPartner;
  readonly org: Organization;
  readonly owner: Caller;
  readonly operator: Caller;
  readonly accountId: string;
  /** Runs all feeds that are due. */
  sync(stopping?: AbortSignal): Promise<void>;
  /** Makes the feed of an API due and runs it. */
  syncNow(api?: string): Promise<void>;
  feed(fields: string, api?: string): Promise<any>;
  /** The simulated customer with this id, to be changed. */
  theirCustomer(id: string): SubCustomer;
  close(): Promise<void>;
}

export async function setStage(name: string, customers: readonly SubCustomer[]): Promise<Stage> {
  const world = await openWorld(name);
  const org = await partnerOf(world, '云帆科技');
  const owner = await world.member(org, 'csp.owner', '林晓');
  const operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  const timing = virtualTiming(world.clock);
  const theirs = partner(AK, SK, { customers: [...customers] });
  const upstream = await startUpstream({ timing, world: { partners: [theirs], sellers: [] } });
  const { id: accountId } = await operator.mutate('upstreamAccountConnect', {
    organizationId: `org_${org.id}`,
    system: 'HUAWEI_BSS',
    endpoint: upstream.url,
    accessKeyId: AK,
    secretAccessKey: SK,
  });
  const log = pino({ level: 'silent' });
  Object.assign(world.deps, { timing, log });
  const task = syncFeeds(world.deps);
  const sync = async (stopping?: AbortSignal): Promise<void> => {
    await task.run(stopping);
  };
  const feedId = async (api: string): Promise<string> => {
    const [row] = await world.rows<{ id: string }>(sql`
      select id from upstream_feed where api = ${api} and account_id = ${accountId.slice(4)}`);
    return `upf_${row!.id}`;
  };
  return {
    world,
    upstream,
    theirs,
    org,
    owner,
    operator,
    accountId,
    sync,
    async syncNow(api = 'SUB_CUSTOMERS') {
      await owner.mutate('upstreamFeedSync', { id: await feedId(api) });
      await sync();
    },
    async feed(fields, api = 'SUB_CUSTOMERS') {
      const id = await feedId(api);
      return (await owner.ask(`{ upstreamFeed(by: { id: "${id}" }) { ${fields} } }`)).upstreamFeed;
    },
    theirCustomer: (id) => theirs.customers.find(({ customer_id }) => customer_id === id)!,
    async close() {
      await upstream.close();
      await world.close();
    },
  };
}
