const AMOUNTS = 'gross { amount } net { amount } tax { amount }';
const PURCHASER = `purchaser { title taxNumber bankName bankAccount address phone
  recipientName recipientPhone recipientAddress recipientMailbox }`;

/** The bill with one page of its lines. */
export const BILL = `query ($id: ID!, $after: String) {
  settlementBill(by: { id: $id }) {
    number period status seal runAt lineCount serviceVatRate paymentRequestNumber ${AMOUNTS} carriedIn { amount }
    partner { name }
    invoice { ${PURCHASER} }
    lines(first: 100, after: $after) {
      nodes {
        position kind month shareRatio strategy cash { amount } base { amount } settlement { amount }
        orderLine { orderNumber productName }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** The invoice with its list. */
export const INVOICE = `query ($id: ID!) {
  invoice(by: { id: $id }) {
    paymentRequestNumber status dueAt number issuedOn delivery trackingNumber expectedVatRate vatRate
    gross { amount }
    partner { name }
    bill { number period seal runAt serviceVatRate lineCount }
    ${PURCHASER}
    list { position item productType lineCount vatRate ${AMOUNTS} }
  }
}`;

interface Amount {
  readonly amount: string;
}
interface Amounts {
  readonly gross: Amount;
  readonly net: Amount;
  readonly tax: Amount;
}
export interface PurchaserFacts {
  readonly title: string;
  readonly taxNumber: string;
  readonly bankName: string;
  readonly bankAccount: string;
  readonly address: string;
  readonly phone: string;
  readonly recipientName: string;
  readonly recipientPhone: string;
  readonly recipientAddress: string;
  readonly recipientMailbox: string;
}
export interface BillLineFacts {
  readonly position: number;
  readonly kind: string;
  readonly month: string;
  readonly shareRatio: string;
  readonly strategy: string;
  readonly cash: Amount;
  readonly base: Amount;
  readonly settlement: Amount;
  readonly orderLine: { readonly orderNumber: string; readonly productName: string };
}
export interface BillFacts extends Amounts {
  readonly seal: string;
  readonly number: string;
  readonly period: string;
  readonly status: string;
  readonly runAt: string;
  readonly lineCount: number;
  readonly serviceVatRate: string;
  readonly paymentRequestNumber: string | null;
  readonly carriedIn: Amount;
  readonly partner: { readonly name: string };
  readonly invoice: { readonly purchaser: PurchaserFacts | null } | null;
  readonly lines: {
    readonly nodes: readonly BillLineFacts[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
export interface InvoiceFacts {
  readonly paymentRequestNumber: string;
  readonly status: string;
  readonly dueAt: string;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly delivery: string | null;
  readonly trackingNumber: string | null;
  readonly gross: Amount;
  readonly partner: { readonly name: string };
  readonly bill: {
    readonly number: string;
    readonly period: string;
    readonly seal: string;
    readonly runAt: string;
    readonly lineCount: number;
  };
  readonly purchaser: PurchaserFacts | null;
  readonly list: readonly (Amounts & {
    readonly position: number;
    readonly item: string;
    readonly productType: string;
    readonly lineCount: number;
    readonly vatRate: string;
  })[];
}
