import {
  CONNECTED,
  type DemoCustomer,
  demoWorld,
  keysOf,
  NEW_PREFIX,
} from '../../test/kit/upstream/demo-world.ts';
import { startUpstream, type Upstream } from '../../test/kit/upstream/index.ts';
import type { CommandDeps } from '../platform/command/types.ts';
import { globalId } from '../platform/ids.ts';
import { sql } from '../platform/sql/sql.ts';
import { actingOperator, attempt, organizationOf, read, sentences } from './admin/acting.ts';
import { withInstallation } from './admin/installation.ts';

/** Pause before each page, so that a person sees the progress of a run. */
const PAGE_MS = 400;
/** In each period, one API of one partner fails for this long, and recovers by itself. */
const OUTAGE = { everyMs: 20 * 60_000, forMs: 8 * 60_000 };
const OUT = { api: 'CUSTOMER_ORDERS', accessKeyId: keysOf('ORIENT')[0] } as const;

/**
 * Starts a simulated BSS and KooGallery beside the running demo, on a port of 127.0.0.1, and connects accounts of
 * the demo's partners and of a seller to it. Later starts find the accounts connected.
 */
export async function startDemoUpstream(port: number): Promise<Upstream> {
  return await withInstallation(
    async (deps) => {
      const world = demoWorld(await factsOf(deps));
      const upstream = await startUpstream({ timing: { now: Date.now }, world, port });
      await upstream.faults.set({ kind: 'SLOW', ms: PAGE_MS });
      const fail = (): void => {
        void upstream.faults.set({ kind: 'SERVER_ERROR', ...OUT });
        setTimeout(() => void upstream.faults.clear(OUT.api), OUTAGE.forMs).unref();
      };
      fail();
      setInterval(fail, OUTAGE.everyMs).unref();
      await connectAll(deps, upstream.url);
      return upstream;
    },
    process.env,
    () => {},
  );
}

async function factsOf(deps: CommandDeps) {
  const customers = await read<DemoCustomer>(
    deps,
    sql`
    select o.code as "partnerCode", c.upstream_id as "upstreamId", c.cloud_account as account, c.name,
      c.contact_phone as phone, c.contact_mail as mail, c.level, b.type, b.bound_at as "boundAt",
      'FROZEN' = any(c.upstream_flags) as "isFrozen"
    from partner_binding b join customer c on c.id = b.customer_id join organization o on o.id = b.partner_id
    where b.status in ('PROVISIONAL', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING') and c.cloud_account is not null
      and coalesce(c.upstream_id not like ${`${NEW_PREFIX}%`}, true)
    order by c.cloud_account`,
  );
  const specifications = await read<{ skuCode: string; listPrice: string }>(
    deps,
    sql`
    select sku_code as "skuCode", (list_price_minor / 100.0)::numeric(18, 2)::text as "listPrice"
    from specification where sku_code is not null and status = 'ON_SALE' order by sku_code`,
  );
  return { now: deps.clock.now(), customers, specifications };
}

async function connectAll(deps: CommandDeps, endpoint: string): Promise<void> {
  const operator = { ...(await actingOperator(deps)), hasFreshProof: true };
  const accounts = [
    ...CONNECTED.partners.map((code) => [code, 'HUAWEI_BSS'] as const),
    [CONNECTED.seller, 'KOOGALLERY'] as const,
  ];
  for (const [code, system] of accounts) {
    const { id } = await organizationOf(deps, code);
    const [accessKeyId, secretAccessKey] = keysOf(code);
    const { userErrors } = await attempt(deps, operator, 'upstreamAccountConnect', {
      input: {
        organizationId: globalId('org', id),
        system,
        endpoint,
        accessKeyId,
        secretAccessKey,
      },
      idempotencyKey: `demo-upstream-${code}-${endpoint}`,
    });
    const isFirst = userErrors.every((error) => error.code !== 'UPSTREAM_ACCOUNT_EXISTS');
    if (isFirst && userErrors.length > 0) throw new Error(sentences(userErrors));
  }
}
