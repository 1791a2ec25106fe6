import { describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../ids.ts';
import { secretsFrom, tokens } from '../secrets.ts';
import { signedLinks } from './links.ts';

const secrets = secretsFrom('s'.repeat(32));
const now = new Date('2026-03-02T02:00:00Z');
const id = uuidv7(now);

const linksFor = (purpose: string, receiver: string | null = null) =>
  signedLinks<'OPEN' | 'DRAFT'>({
    purpose,
    page: '/offers',
    states: { OPEN: 'OK' },
    async subject(_tx, given) {
      return {
        status: given === id ? 'OPEN' : 'DRAFT',
        customerId: id,
        customerName: 'Acme',
        issuerOrgId: null,
        receiver,
        expiresAt: new Date(now.getTime() + 1_000),
      };
    },
  });
const offers = linksFor('OFFER');
const tx = { rows: () => Promise.resolve([]) };
const found = (links: typeof offers, token: string, at = now, keys = secrets) =>
  links.find(tx, keys, token, at);

describe('the token of a signed link', () => {
  it('is deterministic, has the format of other tokens, and names its subject', async () => {
    const token = offers.token(secrets, id, null);
    expect(token).toBe(offers.token(secrets, id, null));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(offers.path(secrets, id, null)).toBe(`/offers/${token}`);
    expect(await found(offers, token)).toMatchObject({ subjectId: id, state: 'OK' });
  });

  it('is invalid for another purpose or key, and with a changed letter or length', async () => {
    const token = offers.token(secrets, id, null);
    expect(await found(linksFor('OTHER'), token)).toBeNull();
    expect(await found(offers, token, now, secretsFrom('t'.repeat(32)))).toBeNull();
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(await found(offers, changed)).toBeNull();
    }
    expect(await found(offers, `${token}A`)).toBeNull();
    expect(await found(offers, '')).toBeNull();
    expect(await found(offers, tokens.create())).toBeNull();
  });

  it('stays valid during a change of the key, and is made with the new one', async () => {
    const token = offers.token(secrets, id, null);
    const [former, present] = ['s'.repeat(32), 't'.repeat(32)];
    const both = secretsFrom(present, former);
    expect(await found(offers, token, now, both)).toMatchObject({ subjectId: id });
    const later = offers.token(both, id, null);
    expect(later).toBe(offers.token(secretsFrom(present), id, null));
    expect(await found(offers, later, now, both)).toMatchObject({ subjectId: id });
  });

  it('is valid only while its subject names the same receiver', async () => {
    const token = offers.token(secrets, id, 'He.Jun@example.com');
    expect(await found(linksFor('OFFER', 'he.jun@example.com'), token)).toMatchObject({
      state: 'OK',
    });
    expect(await found(linksFor('OFFER', 'zhao.qing@example.com'), token)).toBeNull();
    expect(await found(offers, token)).toBeNull();
    const handedOn = offers.token(secrets, id, null);
    expect(await found(linksFor('OFFER', 'he.jun@example.com'), handedOn)).toBeNull();
  });

  it('ends with its subject, and shows no subject in a hidden state', async () => {
    const later = new Date(now.getTime() + 1_000);
    const token = offers.token(secrets, id, null);
    expect(await found(offers, token, later)).toMatchObject({ state: 'EXPIRED' });
    const hidden = uuidv7(later);
    expect(await found(offers, offers.token(secrets, hidden, null))).toBeNull();
  });
});
