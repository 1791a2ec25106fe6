import { beforeAll, describe, expect, it } from '@jest/globals';
import { uploaded } from '../../kit/store.ts';
import { testWorld } from '../../kit/test-world.ts';
import { audited } from '../../kit/traces.ts';
import type { Caller } from '../../kit/world.ts';
import { licenseOf } from '../settlement/bills.ts';

const world = testWorld('partners');
let operator: Caller;
beforeAll(async () => {
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
});

const global = (prefix: string, id: string) => `${prefix}_${id}`;

async function enrolled(name: string, place: object = { tier: 'SOLUTION_PROVIDER' }) {
  const org = await world.organization('PARTNER', name);
  const { id } = await operator.mutate('partnerEnroll', {
    organizationId: global('org', org.id),
    ...place,
  });
  return { org, id };
}

const profile = {
  taxpayerType: 'GENERAL',
  taxNumber: '91310000MA1FL0XX1X',
  invoiceTitle: '云帆科技有限公司',
  address: '上海市浦东新区张江路 1 号',
  phone: '021-50000000',
  bankName: '招商银行张江支行',
  bankAccount: '6225 8801 2345 6789',
};

describe('the programme', () => {
  it('enrolls a partner once, and only partners', async () => {
    const { org, id } = await enrolled('云帆科技');
    expect(id).toBe(global('ptn', org.id));
    const input = { organizationId: global('org', org.id), tier: 'DISTRIBUTOR' };
    await operator.cannot('partnerEnroll', input, 'ALREADY_ENROLLED');
    const seller = await world.organization('SELLER', '华芯软件');
    const foreign = { ...input, organizationId: global('org', seller.id) };
    await operator.cannot('partnerEnroll', foreign, 'NOT_A_PARTNER');
  });

  it('has sub-distributors only under distributors', async () => {
    const top = await enrolled('总经销', { tier: 'DISTRIBUTOR' });
    const plain = await enrolled('普通伙伴');
    const organizationId = global('org', (await world.organization('PARTNER', '云经销')).id);
    for (const [place, code] of [
      [{ tier: 'SUB_DISTRIBUTOR' }, 'PARENT_REQUIRED'],
      [{ tier: 'SUB_DISTRIBUTOR', parentId: plain.id }, 'PARENT_NOT_DISTRIBUTOR'],
      [{ tier: 'DISTRIBUTOR', parentId: top.id }, 'PARENT_NOT_ALLOWED'],
    ] as const)
      await operator.cannot('partnerEnroll', { organizationId, ...place }, code);
    const place = { tier: 'SUB_DISTRIBUTOR', parentId: top.id };
    const sub = await operator.mutate('partnerEnroll', { organizationId, ...place });
    const away = { tier: 'SOLUTION_PROVIDER', reason: '合作调整' };
    await operator.cannot('partnerSetTier', { id: top.id, ...away }, 'HAS_SUB_DISTRIBUTORS');

    const owner = await world.member(top.org, 'csp.owner');
    const tree =
      '{ partners(first: 10, orderBy: { field: NAME, direction: ASC }) { nodes { name parentName parent { name } children(first: 5) { nodes { name } } } } }';
    expect((await owner.ask(tree)).partners.nodes).toEqual([
      { name: '云经销', parentName: '总经销', parent: { name: '总经销' }, children: { nodes: [] } },
      { name: '总经销', parentName: null, parent: null, children: { nodes: [{ name: '云经销' }] } },
    ]);
    const below = await world.member({ id: sub.id.slice(4), name: '云经销' }, 'csp.owner');
    expect((await below.ask(tree)).partners.nodes).toEqual([
      { name: '云经销', parentName: '总经销', parent: null, children: { nodes: [] } },
    ]);
    await operator.mutate('partnerSetTier', { id: sub.id, ...away });
    const [moved] = await audited(world, 'partnerSetTier', sub.id);
    expect(moved!.detail.reason).toBe('合作调整');
    expect((await owner.ask(tree)).partners.nodes).toHaveLength(1);
  });

  it('certifies tax and bank data, again after each change, and shows them to few roles', async () => {
    const { org, id } = await enrolled('认证科技');
    const owner = await world.member(org, 'csp.owner');
    const rep = await world.member(org, 'csp.rep');
    await operator.cannot('partnerCertify', { id, reason: '已核对' }, 'NO_TAX_PROFILE');
    const odd = { id, ...profile, bankAccount: 'no number' };
    await owner.cannot('partnerUpdateTaxProfile', odd, 'INVALID_FORMAT');
    await owner.mutate('partnerUpdateTaxProfile', { id, ...profile });
    await operator.cannot('partnerCertify', { id, reason: '已核对' }, 'NO_BUSINESS_LICENSE');
    const businessLicenseId = await licenseOf(world, owner);
    await owner.mutate('partnerUpdateTaxProfile', { id, ...profile, businessLicenseId });
    await operator.mutate('partnerCertify', { id, reason: '已核对' });
    const [certified] = await audited(world, 'partnerCertify', id);
    expect(certified!.detail.reason).toBe('已核对');
    const shown = { taxNumber: profile.taxNumber, bankAccountMasked: '**** 6789' };
    await owner.sees(id, { status: 'CERTIFIED', taxpayerProfile: shown });
    await operator.sees(id, { status: 'CERTIFIED', taxpayerProfile: shown });
    await rep.sees(id, { status: 'CERTIFIED', taxpayerProfile: null });
    const seller = await world.member(await world.organization('SELLER', '商家'), 'seller.manager');
    await seller.sees(id, { status: 'CERTIFIED', taxpayerProfile: null });
    await owner.mutate('partnerUpdateTaxProfile', { id, ...profile, phone: '021-50000001' });
    await owner.sees(id, { status: 'ENROLLED' });
  });

  it('takes a page or a picture of the license, which only few roles read, and keeps it until the next', async () => {
    const { org, id } = await enrolled('执照科技');
    const owner = await world.member(org, 'csp.owner');
    const finance = await world.member(org, 'csp.finance');
    const rep = await world.member(org, 'csp.rep');
    const update = (file: string | null) => ({ id, ...profile, businessLicenseId: file });
    const sheet = await uploaded(world, owner, '营业执照.csv', 'no picture');
    await owner.cannot('partnerUpdateTaxProfile', update(sheet), 'LICENSE_KIND_NOT_ALLOWED');
    const foreign = await world.member((await enrolled('旁人')).org, 'csp.owner');
    const theirs = await licenseOf(world, foreign);
    await expect(owner.refused('partnerUpdateTaxProfile', update(theirs))).rejects.toThrow(
      'Not found',
    );
    const first = await licenseOf(world, owner);
    await owner.mutate('partnerUpdateTaxProfile', update(first));
    await owner.cannot('partnerUpdateTaxProfile', update(first), 'ALREADY_ATTACHED');
    await finance.mutate('partnerUpdateTaxProfile', update(null));
    const file = { id: first, name: '营业执照.pdf' };
    for (const viewer of [owner, finance, operator]) {
      await viewer.sees(id, { taxpayerProfile: { businessLicense: file } });
      await viewer.sees(first, file);
    }
    await rep.sees(id, { taxpayerProfile: null });
    for (const viewer of [rep, foreign]) await viewer.sees(first, null);

    world.clock.advance(60_000);
    const next = await uploaded(world, owner, '新执照.pdf', '%PDF-1.7 renewed');
    await owner.mutate('partnerUpdateTaxProfile', update(next));
    const { recentActivities } = await operator.ask(
      'query($id: ID!) { recentActivities(first: 1, filter: { partnerId: [$id] }) { nodes { changes { field before after } } } }',
      { id },
    );
    expect(recentActivities.nodes[0].changes).toEqual([
      { field: 'businessLicense', before: '营业执照.pdf', after: '新执照.pdf' },
    ]);
    // Evidence of what was certified earlier.
    await operator.sees(first, { id: first });
  });

  it('is certified or rejected by operations, of which its owner and finance are notified', async () => {
    const { org, id } = await enrolled('驳回科技');
    const owner = await world.member(org, 'csp.owner');
    const finance = await world.member(org, 'csp.finance');
    const reject = { id, reason: '执照已过期' };
    await operator.cannot('partnerRejectCertification', reject, 'NO_TAX_PROFILE');
    const submit = async () =>
      await owner.mutate('partnerUpdateTaxProfile', {
        id,
        ...profile,
        businessLicenseId: await licenseOf(world, owner),
      });
    await submit();
    await expect(owner.refused('partnerRejectCertification', reject)).rejects.toThrow();
    await operator.mutate('partnerRejectCertification', reject);
    await finance.sees(id, {
      status: 'ENROLLED',
      taxpayerProfile: { rejectedAt: expect.any(String), rejectionReason: '执照已过期' },
    });
    for (const step of ['partnerRejectCertification', 'partnerCertify'])
      await operator.cannot(step, reject, 'CERTIFICATION_REJECTED');
    await submit();
    await finance.sees(id, { taxpayerProfile: { rejectedAt: null, rejectionReason: null } });
    await operator.mutate('partnerCertify', { id, reason: '已核对' });

    const notified = async (viewer: Caller) =>
      (
        await viewer.ask('{ notifications(first: 20) { nodes { event subjectId } } }')
      ).notifications.nodes
        .filter(({ subjectId }: { subjectId: string }) => subjectId === id)
        .map(({ event }: { event: string }) => event)
        .sort();
    const decided = ['certify', 'rejectCertification'];
    const entered = Array(2).fill('updateTaxProfile');
    expect(await notified(owner)).toEqual(decided);
    expect(await notified(finance)).toEqual([...decided, ...entered]);
    expect(await notified(operator)).toEqual(entered);
  });

  it('keeps former and new tax and bank data for the roles that read them, the account masked', async () => {
    const { org, id } = await enrolled('变更科技');
    const owner = await world.member(org, 'csp.owner');
    await owner.mutate('partnerUpdateTaxProfile', { id, ...profile });
    world.clock.advance(60_000);
    await owner.mutate('partnerUpdateTaxProfile', {
      id,
      ...profile,
      taxpayerType: 'SMALL_SCALE',
      bankAccount: '6225 8801 2345 0001',
    });
    const seen = async (viewer: Caller) =>
      (
        await viewer.ask(
          'query($id: ID!) { recentActivities(first: 2, filter: { partnerId: [$id] }) { nodes { event changes { field before after words } } } }',
          { id },
        )
      ).recentActivities.nodes.map(({ changes }: { changes: object[] }) => changes);
    const changes = [
      { field: 'taxpayerType', before: 'GENERAL', after: 'SMALL_SCALE', words: 'TaxpayerType' },
      { field: 'bankAccount', before: '**** 6789', after: '**** 0001', words: null },
    ];
    for (const viewer of [owner, await world.member(org, 'csp.finance'), operator])
      expect(await seen(viewer)).toEqual([changes, []]);
    expect(await seen(await world.member(org, 'csp.manager'))).toEqual([[], []]);
  });

  it('is invisible to other partners', async () => {
    const { id } = await enrolled('甲');
    const other = await world.member((await enrolled('乙')).org, 'csp.owner');
    await other.sees(id, null);
    await expect(other.refused('partnerUpdateTaxProfile', { id, ...profile })).rejects.toThrow(
      'Not found',
    );
    const { node } = await other.ask(`{ node(id: "${id.replace('ptn', 'txp')}") { id } }`);
    expect(node).toBeNull();
  });
});
