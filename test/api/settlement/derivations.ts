import { type Derivation, recompute } from '../../kit/recompute.ts';
import type { Caller } from '../../kit/world.ts';

export const DERIVATION = `{ rule formula version rounding inputs { name value unit } result { amount currency }
  steps { operation value isExact } }`;

export interface Explained extends Derivation {
  readonly rule: string;
  readonly result: { readonly amount: string };
}

/** Amounts whose derivation is missing or gives another amount, and the number of derivations by rule. */
export class Derivations {
  readonly wrong: unknown[] = [];
  readonly rules = new Map<string, number>();

  add(amount: string, derivation: Explained | null): void {
    const rule = derivation?.rule ?? 'none';
    this.rules.set(rule, (this.rules.get(rule) ?? 0) + 1);
    if (
      !derivation ||
      recompute(derivation) !== BigInt(amount.replace('.', '')) ||
      derivation.result.amount !== amount
    )
      this.wrong.push({ amount, derivation });
  }

  of(rule: string): number {
    return this.rules.get(rule) ?? 0;
  }
}

async function* pages(caller: Caller, list: string, nodes: string): AsyncGenerator<any> {
  for (let after: string | null = null; ; ) {
    const data: any = await caller.ask(
      `query($after: String) { ${list}(first: 100, after: $after) { nodes { ${nodes} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const page = data[list];
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

/** Recomputes every amount of every bill that the caller sees, and of every line. */
export async function recomputeBills(caller: Caller): Promise<Derivations> {
  const found = new Derivations();
  const amounts = ['gross', 'net', 'tax', 'carriedIn'];
  const fields = amounts.map((name) => `${name} { amount } ${name}Derivation ${DERIVATION}`);
  for await (const bill of pages(caller, 'settlementBills', `id ${fields.join(' ')}`)) {
    for (const name of amounts) found.add(bill[name].amount, bill[`${name}Derivation`]);
    for (let after: string | null = null; ; ) {
      const { settlementBill }: any = await caller.ask(
        `query($id: ID!, $after: String) { settlementBill(by: { id: $id }) { lines(first: 100, after: $after) {
          nodes { settlement { amount } derivation ${DERIVATION} } pageInfo { hasNextPage endCursor } } } }`,
        { id: bill.id, after },
      );
      for (const { settlement, derivation } of settlementBill.lines.nodes)
        found.add(settlement.amount, derivation);
      const { hasNextPage, endCursor } = settlementBill.lines.pageInfo;
      if (!hasNextPage) break;
      after = endCursor;
    }
  }
  return found;
}

/** Recomputes the deal price and the estimate of every order line that the caller sees. */
export async function recomputeOrders(caller: Caller): Promise<Derivations> {
  const found = new Derivations();
  const nodes = `refundOf { id } dealPrice { amount } dealPriceDerivation ${DERIVATION}
    settlementEstimate { amount } settlementDerivation ${DERIVATION}`;
  for await (const line of pages(caller, 'orderLines', nodes)) {
    if (!line.refundOf) found.add(line.dealPrice.amount, line.dealPriceDerivation);
    if (line.settlementEstimate)
      found.add(line.settlementEstimate.amount, line.settlementDerivation);
  }
  return found;
}

/** Recomputes the amount of every payment authorization that the caller sees. */
export async function recomputeAuthorizations(caller: Caller): Promise<Derivations> {
  const found = new Derivations();
  const nodes = `amount { amount } amountDerivation ${DERIVATION}`;
  for await (const { amount, amountDerivation } of pages(caller, 'paymentAuthorizations', nodes))
    found.add(amount.amount, amountDerivation);
  return found;
}
