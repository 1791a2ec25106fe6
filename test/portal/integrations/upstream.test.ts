import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../../server/platform/sql/sql.ts';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { fits, TELEPHONE } from '../../kit/controls.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

const SECRET = 'sk-never-shown-4711';
const en = words('en');

describe('the page of the data sources', () => {
  const portal = usePortal();
  let stage: Stage;
  let owner: Caller;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    owner = await portal.world.member(stage.partner, 'csp.owner', '林岚');
  });

  const dialogOf = (page: Page) => page.getByRole('dialog');
  const main = (page: Page) => page.getByRole('main');
  const press = (page: Page, name: string) =>
    main(page).getByRole('button', { name, exact: true }).click();
  portal.it('lets the owner connect, and never shows the secret again', async () => {
    const { page, open, checkAccess } = await portal.as(owner);
    await open('/upstream');
    await page.getByText(t('ui.upstream.empty')).waitFor();
    await checkAccess();
    await press(page, t('ui.upstream.connect'));
    const dialog = dialogOf(page);
    const field = (id: 'accessKeyId' | 'secret' | 'endpoint') =>
      dialog.getByLabel(t(`ui.upstream.fact.${id}`));
    const send = () =>
      dialog.getByRole('button', { name: t('ui.upstream.connect'), exact: true }).click();
    await send();
    await dialog.getByText(t('ui.form.required')).first().waitFor();
    await field('accessKeyId').fill('HPUAEXAMPLE7Q2X');
    await field('secret').fill(SECRET);
    await field('endpoint').fill('https://elsewhere.example.com');
    await send();
    await dialog.getByText(t('error.ENDPOINT_NOT_ALLOWED')).first().waitFor();
    await checkAccess();
    const colleague = await portal.as(owner);
    await colleague.open('/upstream');
    await press(colleague.page, t('ui.upstream.connect'));
    const late = dialogOf(colleague.page);
    await late.getByLabel(t('ui.upstream.fact.accessKeyId')).fill('HPUAEXAMPLE7Q2X');
    await late.getByLabel(t('ui.upstream.fact.secret')).fill(SECRET);
    await field('endpoint').fill('');
    await send();
    await dialog.waitFor({ state: 'detached' });
    // The refusal names the system, for which a partner has no control.
    await late.getByRole('button', { name: t('ui.upstream.connect'), exact: true }).click();
    await late.getByRole('alert').getByText(t('error.UPSTREAM_ACCOUNT_EXISTS')).waitFor();
    const feeds = main(page).getByRole('table', { name: t('ui.upstream.feeds') });
    await feeds.getByText(t('enum.UpstreamApi.SUB_CUSTOMERS')).waitFor();
    await main(page).getByText('HPUA****7Q2X').waitFor();
    await checkAccess();
    // An organization has one account in its system.
    const connect = main(page).getByRole('button', { name: t('ui.upstream.connect') });
    expect(await connect.count()).toBe(0);
    expect(await page.content()).not.toContain(SECRET);

    await press(page, t('ui.upstream.rotate'));
    await field('accessKeyId').fill('HPUAEXAMPLE8888');
    await field('secret').fill(`${SECRET}-2`);
    await dialog.getByRole('button', { name: t('ui.upstream.rotate'), exact: true }).click();
    await main(page).getByText('HPUA****8888').waitFor();
    await press(page, t('ui.upstream.pause'));
    await modal(page)
      .getByRole('button', { name: t('ui.upstream.pause'), exact: true })
      .click();
    await main(page).getByText(t('enum.UpstreamAccountStatus.PAUSED')).waitFor();
    await press(page, t('ui.upstream.resume'));
    await main(page).getByText(t('enum.UpstreamAccountStatus.CONNECTED')).waitFor();
  });

  portal.it('shows what fails and what waits; each difference has one step', async () => {
    await troubled();
    const { page, open, checkAccess } = await portal.as(stage.operator);
    await open('/upstream');
    const partner = await portal.as(owner);
    await partner.open(`/customers/${stage.customerId}?tab=upstream`);
    const known = main(partner.page).getByRole('table', { name: t('ui.difference.title') });
    await known.getByRole('button', { name: t('ui.difference.takeOver') }).waitFor();
    await partner.checkAccess();
    await partner.open('/customers');
    await main(partner.page)
      .getByRole('link', { name: /^上游数据截至/ })
      .waitFor();
    await main(page).getByText(t('ui.upstream.broken').replace('{count, number}', '1')).waitFor();
    const feeds = main(page).getByRole('table', { name: t('ui.upstream.feeds') });
    const broken = feeds.getByRole('row', { name: t('enum.UpstreamApi.SUB_CUSTOMERS') });
    await broken.getByText('CBC.0999').waitFor();
    await broken.getByRole('button', { name: t('ui.upstream.probe') }).waitFor();
    await checkAccess();
    const differences = main(page).getByRole('table', { name: t('ui.difference.title') });
    await differences.getByRole('link', { name: '东方制造' }).waitFor();
    await differences.getByRole('button', { name: t('ui.difference.keepOurs') }).click();
    const question = modal(page);
    await question.getByRole('button', { name: t('ui.difference.keepOurs') }).click();
    await question.getByRole('textbox', { name: t('ui.reason') }).fill('以合同为准');
    await question.getByRole('button', { name: t('ui.difference.keepOurs') }).click();
    await main(page).getByText(t('ui.difference.none')).waitFor();
    await main(page)
      .getByRole('radio', { name: new RegExp(t('enum.DifferenceStatus.RESOLVED')) })
      .click();
    await differences.getByText('以合同为准', { exact: false }).waitFor();
    await checkAccess();
    // The other stories need no feeds of removed accounts.
    await portal.world.rows(sql`with f as (delete from upstream_feed where status = 'OFF' and api = 'CUSTOMER_ORDERS' returning account_id)
      delete from upstream_account where id in (select account_id from f) and status = 'REMOVED'`);
  });

  portal.it('shows a row in quarantine, which operations correct or dismiss', async () => {
    const partner = await portal.as(owner);
    await partner.open('/upstream');
    await main(partner.page)
      .getByRole('button', { name: t('ui.quarantine.raw') })
      .first()
      .click();
    const theirs = dialogOf(partner.page);
    expect(await theirs.getByRole('textbox', { name: t('ui.quarantine.raw') }).isEditable()).toBe(
      false,
    );
    await theirs.getByRole('button', { name: t('ui.quarantine.retry'), exact: true }).click();
    await theirs
      .getByText(/MISSING|associated_on/)
      .first()
      .waitFor();
    await partner.checkAccess();
    const { page, open, checkAccess } = await portal.as(stage.operator, TELEPHONE);
    await open('/upstream');
    const quarantine = page.getByRole('region', { name: en('ui.quarantine.title') });
    await quarantine.getByText('associated_on').first().waitFor();
    await fits(page);
    await checkAccess();
    await quarantine
      .getByRole('button', { name: en('ui.quarantine.raw') })
      .first()
      .click();
    const dialog = dialogOf(page);
    const text = dialog.getByRole('textbox', { name: en('ui.quarantine.raw') });
    await text.fill('{"customer_id": ');
    const retry = dialog.getByRole('button', { name: en('ui.quarantine.retry'), exact: true });
    await retry.click();
    await dialog.getByText(en('error.INVALID_JSON')).first().waitFor();
    await text.fill('{"customer_id": "cust-1"}');
    await retry.click();
    await dialog
      .getByText(/MISSING/)
      .first()
      .waitFor();
    await checkAccess();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: en('ui.discard.go') }).click();
    await quarantine
      .getByRole('button', { name: en('ui.quarantine.dismiss') })
      .first()
      .click();
    const question = modal(page);
    await question.getByRole('textbox', { name: en('ui.reason') }).fill('test data');
    await question.getByRole('button', { name: en('ui.quarantine.dismiss'), exact: true }).click();
    await quarantine.getByText(en('ui.quarantine.none')).waitFor();
  });

  portal.it('opens the rows behind each figure of the reconciliation', async () => {
    await portal.world.rows(sql`
      insert into difference (id, created_at, account_id, org_id, status, difference_class, subject_key, customer_id,
        field, ours, theirs, ours_minor, theirs_minor, theirs_at)
      select gen_random_uuid(), now(), a.id, a.org_id, 'OPEN', r.class, r.trade, ${stage.customerId.slice(4)}::uuid,
        'charge', '2026-03', '2026-03', r.ours, r.theirs, now()
      from upstream_account a, (values ('AMOUNT', 'CS-1', 90000, 80000), ('AMOUNT', 'CS-2', 70000, 75000),
        ('MISSING_HERE', 'CS-3', null, 123400)) r(class, trade, ours, theirs)
      where a.system = 'HUAWEI_BSS' and a.status = 'CONNECTED'`);
    const { page, open, checkAccess } = await portal.as(owner);
    await open('/upstream');
    const figures = page.getByRole('region', { name: t('ui.reconciliation.title') });
    const amount = t('enum.DifferenceClass.AMOUNT');
    await figures.getByText('−¥50.00', { exact: false }).waitFor();
    await checkAccess();
    await figures.getByRole('link', { name: new RegExp(`^${amount} 2`) }).click();
    const row = (trade: string) => main(page).getByRole('row').filter({ hasText: trade });
    await row('CS-1').getByText('800.00').waitFor();
    await row('CS-2').getByText('750.00').waitFor();
    expect(await row('CS-3').count()).toBe(0);
    await checkAccess();
    const parts = page.getByRole('group', { name: t('ui.reconciliation.by') });
    await parts
      .getByRole('button', { name: new RegExp(t('enum.DifferenceClass.MISSING_HERE')) })
      .click();
    await row('CS-3').getByText('1,234.00').first().waitFor();
    expect(await row('CS-1').count()).toBe(0);
  });

  portal.it('takes a seller’s key for notifications, and lists what came', async () => {
    const { page, open, checkAccess } = await portal.as(stage.sellerManager);
    await stage.sellerManager.mutate('upstreamAccountConnect', {
      system: 'KOOGALLERY',
      accessKeyId: 'KGAKEXAMPLE1234',
      secretAccessKey: SECRET,
    });
    await open('/upstream');
    await main(page).getByText(t('ui.upstream.noKey')).waitFor();
    await press(page, t('ui.upstream.notificationKey'));
    const dialog = dialogOf(page);
    const save = dialog.getByRole('button', { name: t('ui.save'), exact: true });
    const key = dialog.getByLabel(t('ui.upstream.notificationKey'));
    await key.fill('short');
    await save.click();
    await dialog.getByText(t('ui.upstream.keyLength')).first().waitFor();
    await key.fill('key-of-the-console');
    await save.click();
    await main(page).getByText(t('ui.upstream.noKey')).waitFor({ state: 'detached' });
    await checkAccess();
    await main(page)
      .getByRole('link', { name: t('ui.upstream.notifications') })
      .click();
    await page.getByText(t('ui.upstream.noNotifications')).waitFor();
    await checkAccess();
    const [account] = await portal.world.rows<{ id: string; org: string }>(
      sql`select id, org_id as org from upstream_account where system = 'KOOGALLERY'`,
    );
    expect(account!.org).toBe(stage.seller.id);
  });

  portal.it('is not for members who keep no account, or another partner', async () => {
    const rep = await portal.as(await portal.world.member(stage.partner, 'csp.rep', '王芳'));
    await rep.open('/customers');
    await rep.page.getByRole('heading', { level: 1 }).waitFor();
    const entry = rep.page.getByRole('link', { name: t('ui.nav.upstream') });
    expect(await entry.count()).toBe(0);
    const rival = await partnerOf(portal.world, '对手公司');
    const other = await portal.as(await portal.world.member(rival, 'csp.owner', '胡杨'));
    await other.open('/upstream');
    await other.page.getByText(t('ui.upstream.empty')).waitFor();
    expect(await main(other.page).textContent()).not.toContain('云帆科技');
  });

  portal.it('lists every account for operations, who find and pause it', async () => {
    const partners = await Promise.all(
      ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => partnerOf(portal.world, `${name}公司`)),
    );
    for (const [i, { id }] of partners.entries())
      await portal.world.rows(sql`
      insert into upstream_account (id, created_at, org_id, system, status, endpoint, access_key_id, sealed_credentials, key_version, rotated_at)
      select gen_random_uuid(), now() + make_interval(hours => ${i + 2}), ${id}, system, 'CONNECTED', endpoint, ${`AK**${i}`}, sealed_credentials, 1, now()
      from upstream_account where org_id = ${stage.partner.id} and sealed_credentials is not null limit 1`);
    const { page, open, checkAccess } = await portal.as(stage.operator);
    await open('/upstream');
    await main(page).getByText('己公司').first().waitFor();
    expect(await main(page).getByText('甲公司').count()).toBe(0);
    await main(page)
      .getByRole('link', { name: /^全部 \d+ 个账号/ })
      .click();
    await page.getByRole('heading', { name: t('ui.upstream.accounts') }).waitFor();
    const rows = main(page).getByRole('table').getByRole('row');
    await rows.filter({ hasText: '甲公司' }).waitFor();
    await main(page)
      .getByRole('button', { name: t('ui.organization') })
      .click();
    await page.getByRole('searchbox').last().fill('甲公司');
    await page.getByRole('option', { name: '甲公司' }).click();
    await page.keyboard.press('Escape');
    await rows.filter({ hasText: '乙公司' }).waitFor({ state: 'detached' });
    await rows.getByRole('link', { name: '甲公司' }).click();
    const panel = page.getByRole('complementary');
    await panel.getByText('AK**0').waitFor();
    await checkAccess();
    await panel.getByRole('button', { name: t('ui.upstream.pause') }).click();
    await modal(page)
      .getByRole('button', { name: t('ui.upstream.pause'), exact: true })
      .click();
    await rows.getByText(t('enum.UpstreamAccountStatus.PAUSED')).waitFor();
  });

  /** A feed whose circuit is open, a difference and a row in quarantine, as the engine writes them. */
  async function troubled(): Promise<void> {
    const customerId = stage.customerId.slice(4);
    // Accounts that were removed leave more feeds than a page of the API has.
    await portal.world.rows(sql`
      with a as (insert into upstream_account (id, created_at, org_id, system, status, endpoint, access_key_id, key_version, rotated_at)
        select gen_random_uuid(), now() + interval '1 hour', org_id, system, 'REMOVED', endpoint, '****', 1, now()
        from upstream_account, generate_series(1, 101) returning *)
      insert into upstream_feed (id, created_at, account_id, org_id, api, status)
      select gen_random_uuid(), created_at, id, org_id, 'CUSTOMER_ORDERS', 'OFF' from a`);
    await portal.world.rows(sql`
      with f as (update upstream_feed set status = 'CIRCUIT_OPEN', failures = 20, last_error_code = 'CBC.0999',
          last_error_at = now(), last_error_request_id = 'req-5d0e71', probe_at = now() + interval '5 minutes',
          last_success_at = now() - interval '2 hours'
        where api = 'SUB_CUSTOMERS' returning *),
      spoilt as (insert into quarantined_row (id, created_at, feed_id, org_id, api, status, row_key, raw, fingerprint,
          problem_code, problem_path, seen_at)
        select gen_random_uuid(), now(), id, org_id, api, 'OPEN', 'cust-1',
          '{"customer_id":"cust-1","associated_on":"2027-01-01"}', 'f', 'INVALID_DATE', 'associated_on', now() from f)
      insert into difference (id, created_at, account_id, org_id, status, difference_class, subject_key, customer_id,
          binding_id, field, ours, theirs, theirs_at)
        select gen_random_uuid(), now(), account_id, org_id, 'OPEN', 'BINDING_TYPE', ${customerId}, ${customerId}::uuid,
          ${stage.bindingId.slice(4)}::uuid, 'type', 'AGENCY', 'ADVISORY', now() from f`);
  }
});
