import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { MAIL } from '../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { orderOf, paid, placed } from '../api/orders/checkout.ts';
import { openWeb, sessionOf, type Web } from '../kit/web.ts';
import { openWorld } from '../kit/world.ts';

const NEW = 'zhao.qing@customer.example';

let stage: Stage;
let web: Web;
beforeAll(async () => {
  stage = await setStage(await openWorld('replaced contact'));
  web = await openWeb(stage.world);
});
afterAll(async () => {
  await web?.close();
  await stage?.world.close();
});

/** The path of the newest link to an order that was mailed to that address. */
async function mailedLink(to: string): Promise<string> {
  const [mail] = await stage.world.rows<{ path: string }>(sql`
    select links->>'link' as path from outbox_message
    where recipient_mail = ${to} and links->>'link' like '/buyer/orders/%' order by id desc limit 1`);
  return mail!.path;
}

const opened = async (path: string, browser = web.browser()) => {
  const { statusCode } = await browser.post(`/auth/link/${path.split('/').at(-1)}`);
  return { statusCode, browser };
};

test('the links of orders end when another contact is on file, which gets links of its own', async () => {
  const { world, operator, customerId } = stage;
  const id = await paid(stage);
  const former = await mailedLink(MAIL);
  const { statusCode, browser } = await opened(former);
  expect(statusCode).toBe(200);
  const holder = world.as((await sessionOf(web.app, browser))!.viewer);
  expect(await orderOf(holder, id, 'status')).toEqual({ status: 'COMPLETED' });

  await operator.mutate('customerSetContact', {
    id: customerId,
    name: '赵青',
    mail: NEW,
    phone: '13900001234',
    reason: '电话核对营业执照联系人',
  });
  expect(await sessionOf(web.app, browser)).toBeNull();
  expect((await opened(former)).statusCode).not.toBe(200);

  await placed(stage);
  const present = await mailedLink(NEW);
  expect((await opened(present)).statusCode).toBe(200);
});
