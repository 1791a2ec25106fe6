import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { story } from '../kit/chapters.ts';
import { mailedCode } from '../kit/consent.ts';
import { openProduct, type Product } from '../kit/product.ts';
import { type Credentials, post, program, programOf } from '../kit/program.ts';
import type { Api, Caller } from '../kit/world.ts';

const MAIL = 'he.yuxin@yunqi.example';
const NAME = '深圳云启智能科技有限公司';
/** Operations of the page behind the mailed link; a session may run registered documents only. */
const ACCEPT = `mutation($id: ID!, $code: String) { partnerBindingAccept(
  input: { id: $id, type: ADVISORY, agreementAccepted: true, code: $code }, idempotencyKey: "accept"
) { partnerBinding { status } userErrors { code } } }`;
const SEND_CODE = `mutation($id: ID!) { partnerBindingSendCode(input: { id: $id }, idempotencyKey: "code") {
  partnerBinding { status codeContact } userErrors { code } } }`;

const day = (date: string): string => `${date}T00:00:00.000+08:00`;
const utc = (date: string): string => new Date(day(date)).toISOString();

describe('an API client with a key, without the portal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'partnergraph-by-key-'));
  let product: Product;
  let owner: Caller;
  let sales: Caller;
  /** API clients of the partner and of the seller. */
  let partner: Api;
  let seller: Api;
  let reviewer: Api;
  let customerId: string;

  beforeAll(async () => {
    const documents = join(folder, 'documents.json');
    writeFileSync(
      documents,
      JSON.stringify({ 'sha256:accept': ACCEPT, 'sha256:send-code': SEND_CODE }),
    );
    product = await openProduct({ documentsFile: documents });
    const { world } = product;
    owner = await world.member(await partnerOf(world, '云帆科技'), 'csp.owner', '林悦');
    sales = await world.member(
      await world.organization('SELLER', '华芯软件'),
      'seller.manager',
      '赵敏',
    );
    partner = await programOf(product, owner, 'csp.manager');
    seller = await programOf(product, sales, 'seller.manager');
    reviewer = await programOf(product, sales, 'seller.reviewer');
  });
  afterAll(async () => {
    await product?.close();
    rmSync(folder, { recursive: true });
  });

  /** Lists a product; returns its id and those of its two specifications. */
  async function listed(name: string, saleModel: string): Promise<[string, string, string]> {
    const { product: made } = await seller.mutate(
      'productPublish',
      {
        name,
        saleModel,
        productType: 'SAAS',
        maxShareRatio: '0.3',
        standardShareRatio: '0.2',
        specifications: [
          { code: 'STD', name: '标准版', listPrice: '12345.67', period: 'YEAR' },
          { code: 'ADD', name: '增购用户', listPrice: '300', period: 'MONTH' },
        ],
      },
      'product { id specifications { id } }',
    );
    return [made.id, made.specifications[0].id, made.specifications[1].id];
  }

  const offer = async (
    [productId, specificationId]: readonly [string, string],
    name: string,
    payRate: string,
    from: string,
  ): Promise<string> => {
    const { id } = await partner.mutate('exclusiveDiscountCreate', {
      customerId,
      productId,
      name,
      lines: [{ specificationId, payRate }],
      validFrom: day(from),
      validUntil: day('2027-01-01'),
    });
    return id;
  };

  story('from an invitation to a revoked key', (chapter) => {
    chapter('a customer is invited, and accepts by the mailed link and the code', async () => {
      await customerOf(product.world, NAME, [], { cloudAccount: 'yunqi01', contactMail: MAIL });
      const { partnerBinding, inviteUrl } = await partner.mutate(
        'partnerBindingInvite',
        { prospect: { name: NAME, cloudAccount: 'yunqi01' }, mail: MAIL, type: 'ADVISORY' },
        'partnerBinding { id status customer { id name } } inviteUrl',
      );
      expect(partnerBinding).toMatchObject({ status: 'INVITED', customer: { name: NAME } });
      customerId = partnerBinding.customer.id;
      const [mail] = await product.mailsTo(MAIL);
      expect(mail!.text).toContain(inviteUrl);
      const opened = await fetch(`${product.url}/auth/link/${inviteUrl.split('/').at(-1)}`, {
        method: 'POST',
        headers: { 'x-partnergraph': '1' },
      });
      expect(opened.status).toBe(200);
      const session: Credentials = {
        cookie: opened.headers.getSetCookie()[0]!.split(';')[0]!,
        'x-partnergraph': '1',
      };
      const { id } = partnerBinding;
      const sent = await post(product, session, {
        documentId: 'sha256:send-code',
        variables: { id },
      });
      expect(sent.data).toEqual({
        partnerBindingSendCode: {
          partnerBinding: { status: 'INVITED', codeContact: 'he***@y***.example' },
          userErrors: [],
        },
      });
      const code = await mailedCode(product.world, { id, to: MAIL });
      const { data } = await post(product, session, {
        documentId: 'sha256:accept',
        variables: { id, code },
      });
      expect(data).toEqual({
        partnerBindingAccept: { partnerBinding: { status: 'BOUND' }, userErrors: [] },
      });
      await partner.sees(customerId, { status: 'BOUND', cloudAccount: 'yunqi01' });
    });

    chapter(
      'a discount is refused below its floor, approved within it, and takes effect on its day',
      async () => {
        const [productId, standard] = await listed('星云ERP', 'COMMON');
        const { id: authorizationId } = await seller.mutate('cspAuthorizationCreate', {
          productId,
          floorPayRate: '0.8',
          shareRatio: '0.2',
          validUntil: day('2027-01-01'),
        });
        const id = await offer([productId, standard], '春季专享', '0.78', '2026-03-10');
        await partner.cannot(
          'exclusiveDiscountSubmit',
          { id },
          {
            code: 'BELOW_FLOOR',
            field: ['lines', '0', 'payRate'],
            params: [{ key: 'floor', value: '0.8' }],
          },
        );
        await partner.sees(id, {
          status: 'DRAFT',
          netTotal: { amount: '9629.62' },
          submittedAt: null,
        });
        await reviewer.sees(id, null);
        await partner.mutate('exclusiveDiscountUpdate', {
          id,
          name: '春季专享',
          lines: [{ specificationId: standard, payRate: '0.85' }],
          validFrom: day('2026-03-10'),
          validUntil: day('2027-01-01'),
        });
        await partner.mutate('exclusiveDiscountSubmit', { id });
        const waiting = `{ exclusiveDiscounts(first: 5, filter: { status: [SELLER_REVIEW] }) { nodes { id customerName } } }`;
        expect(await reviewer.ask(waiting)).toEqual({
          exclusiveDiscounts: { nodes: [{ id, customerName: NAME }] },
        });
        await reviewer.mutate('exclusiveDiscountApprove', { id, reason: '同意' });
        await product.moveClock(new Date(Date.parse(day('2026-03-10')) - 1));
        await partner.sees(id, { status: 'SCHEDULED' });
        await product.moveClock(new Date(day('2026-03-10')));
        for (const viewer of [partner, seller])
          await viewer.sees(id, {
            status: 'EFFECTIVE',
            activatedAt: utc('2026-03-10'),
            netTotal: { amount: '10493.82' },
            shareRatio: '0.2',
            cspAuthorization: { id: authorizationId },
            decidedByName: 'program as seller.reviewer',
          });
        await partner.sees(id, { privateUrl: expect.stringMatching(/^\/offers\/./) });
      },
    );

    chapter(
      'joint sales are asked for, granted and used; what is tightened binds new offers only',
      async () => {
        const [productId, standard, users] = await listed('星云数据库', 'JOINT_OPERATION');
        const { id } = await partner.mutate('jointSalesAuthorizationRequest', {
          productId,
          shareRatio: '0.25',
          floorPayRate: '0.75',
          validFrom: day('2026-03-12'),
          validUntil: day('2027-01-01'),
        });
        const validUntil = day('2026-07-01');
        await seller.mutate('jointSalesAuthorizationGrant', {
          id,
          floorPayRate: '0.8',
          validUntil,
        });
        const running = await offer([productId, standard], '联营专享', '0.8', '2026-03-20');
        await product.moveClock(new Date(day('2026-03-12')));
        await partner.mutate('exclusiveDiscountSubmit', { id: running });
        await product.moveClock(new Date(day('2026-03-20')));
        await seller.mutate('jointSalesAuthorizationAmend', {
          id,
          shareRatio: '0.2',
          floorPayRate: '0.9',
          validUntil,
        });
        const later = await offer([productId, users], '增购专享', '0.85', '2026-04-01');
        await partner.cannot(
          'exclusiveDiscountSubmit',
          { id: later },
          {
            code: 'BELOW_FLOOR',
            field: ['lines', '0', 'payRate'],
            params: [{ key: 'floor', value: '0.9' }],
          },
        );
        await product.moveClock(new Date(validUntil));
        await partner.sees(id, {
          status: 'EXPIRED',
          'versions(first: 5)': { nodes: [{ floorPayRate: '0.9' }, { floorPayRate: '0.8' }] },
        });
        await partner.sees(running, {
          status: 'EFFECTIVE',
          termsVersion: 1,
          shareRatio: '0.25',
          jointSalesAuthorization: { id },
          lines: [{ payRate: '0.8', floorPayRate: '0.8', netPrice: { amount: '9876.54' } }],
        });
      },
    );

    chapter('a key is refused once it is revoked, and a wrong one always', async () => {
      const { apiKey, secret } = await owner.mutate(
        'apiKeyCreate',
        { name: 'short-lived', role: 'CSP_MANAGER', scopes: ['READ'] },
        'apiKey { id } secret',
      );
      const short = program(product, 'short-lived', secret);
      expect(await short.ask('{ customers(first: 2) { nodes { id } } }')).toEqual({
        customers: { nodes: [{ id: customerId }] },
      });
      await expect(
        short.mutate('customerSetTags', { id: customerId, tags: ['重点'] }),
      ).rejects.toThrow('needs a key with the scope write');
      await owner.mutate('apiKeyRevoke', { id: apiKey.id });
      for (const key of [secret, `${secret.slice(0, -1)}-`, 'none']) {
        const answer = await fetch(`${product.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
          body: JSON.stringify({ query: '{ viewer { role } }' }),
        });
        expect(answer.status).toBe(401);
        expect(await answer.json()).toMatchObject({
          errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
        });
      }
    });
  });
});
