import { calendar } from '../../../platform/calendar.ts';
import { money } from '../../../platform/money.ts';
import { figure, percent, sum, word } from './figures.ts';
import type { BillFacts, BillLineFacts, InvoiceFacts, PurchaserFacts } from './paper.queries.ts';
import { Paper } from './paper.ts';
import { upperCase } from './upper-case.ts';

/** A document as a file. */
export interface Written {
  readonly name: string;
  readonly bytes: Buffer;
}

const inWords = (amount: string): readonly [string, string] => [
  word('paper.upperCase'),
  upperCase(money.parse(amount)),
];
const yuan = (key: string): string => word('paper.inYuan', { what: word(key) });

/** Number and seal of the bill, by which a paper is traced to it. */
const footOf = ({ number, seal }: { readonly number: string; readonly seal: string }): string =>
  word('paper.foot', { number, seal });

function purchaserFacts(purchaser: PurchaserFacts): (readonly [string, string])[] {
  const keys = ['title', 'taxNumber', 'bankName', 'bankAccount', 'address', 'phone'] as const;
  return keys.map((key) => [word(`ui.invoicingData.${key}`), purchaser[key]]);
}

/** The settlement bill with all of its lines. */
export async function billPaper(
  bill: BillFacts,
  lines: readonly BillLineFacts[],
): Promise<Written> {
  const title = word('ui.bill.title', { period: bill.period });
  const paper = new Paper(title, new Date(bill.runAt));
  paper.facts([
    [word('paper.billNumber'), bill.number],
    [word('ui.bill.fact.partner'), bill.partner.name],
    [word('ui.bill.runAt'), calendar.localDate(new Date(bill.runAt))],
    [word('ui.status'), word(`enum.SettlementBillStatus.${bill.status}`)],
    ...(bill.paymentRequestNumber
      ? [[word('ui.bill.fact.request'), bill.paymentRequestNumber] as const]
      : []),
  ]);
  if (bill.invoice?.purchaser) {
    paper.heading(word('ui.invoicingData.card.purchaser'));
    paper.facts(purchaserFacts(bill.invoice.purchaser));
  }
  paper.heading(yuan('ui.bill.settlement'));
  paper.facts([
    [word('paper.gross'), figure(bill.gross.amount)],
    inWords(bill.gross.amount),
    [word('paper.net'), figure(bill.net.amount)],
    [
      word('paper.tax'),
      `${figure(bill.tax.amount)}（${word('paper.rate', { rate: percent(bill.serviceVatRate) })}）`,
    ],
  ]);
  paper.heading(word('ui.bill.lines'));
  await paper.table(
    [
      { header: word('paper.number'), width: 5 },
      { header: word('ui.order'), width: 21 },
      { header: word('paper.product'), width: 22 },
      { header: word('paper.kind'), width: 13 },
      { header: yuan('ui.order.cash'), width: 14, end: true },
      { header: yuan('paper.base'), width: 14, end: true },
      { header: word('ui.product.share'), width: 10, end: true },
      { header: yuan('ui.bill.settlement'), width: 15, end: true },
    ],
    lines.map((line) => [
      String(line.position + 1),
      line.orderLine.orderNumber,
      line.orderLine.productName,
      `${word(`enum.SettlementBillLineKind.${line.kind}`)} ${line.month}`,
      figure(line.cash.amount),
      figure(line.base.amount),
      percent(line.shareRatio),
      figure(line.settlement.amount),
    ]),
    [
      '',
      word('ui.bill.total', { count: bill.lineCount }),
      '',
      '',
      figure(sum(lines.map(({ cash }) => cash.amount))),
      figure(sum(lines.map(({ base }) => base.amount))),
      '',
      figure(bill.gross.amount),
    ],
  );
  return { name: `${bill.number}.pdf`, bytes: await paper.finish(footOf(bill)) };
}

/** The invoice list (开票清单) that accompanies the invoice. */
export async function listPaper(invoice: InvoiceFacts): Promise<Written> {
  const title = word('paper.listTitle', { period: invoice.bill.period });
  const paper = new Paper(title, new Date(invoice.bill.runAt));
  paper.facts([
    [word('ui.invoice.fact.request'), invoice.paymentRequestNumber],
    [word('ui.invoice.fact.bill'), invoice.bill.number],
    [word('ui.invoice.fact.partner'), invoice.partner.name],
    ...(invoice.number ? [[word('ui.invoice.number'), invoice.number] as const] : []),
  ]);
  if (invoice.purchaser) {
    paper.heading(word('ui.invoicingData.card.purchaser'));
    paper.facts(purchaserFacts(invoice.purchaser));
  }
  paper.heading(word('ui.invoice.list.title'));
  const amounts = (of: 'net' | 'tax') => figure(sum(invoice.list.map((line) => line[of].amount)));
  await paper.table(
    [
      { header: word('paper.number'), width: 6 },
      { header: word('ui.invoice.list.item'), width: 40 },
      { header: word('paper.quantity'), width: 8, end: true },
      { header: word('ui.invoice.vatRate'), width: 10, end: true },
      { header: yuan('ui.invoice.net'), width: 18, end: true },
      { header: yuan('ui.invoice.tax'), width: 18, end: true },
      { header: yuan('ui.invoice.gross'), width: 18, end: true },
    ],
    invoice.list.map((line) => [
      String(line.position),
      word('ui.invoice.list.name', {
        item: line.item,
        type: word(`enum.ProductType.${line.productType}`),
      }),
      '1',
      percent(line.vatRate),
      figure(line.net.amount),
      figure(line.tax.amount),
      figure(line.gross.amount),
    ]),
    [
      '',
      word('ui.invoice.list.total'),
      '',
      '',
      amounts('net'),
      amounts('tax'),
      figure(invoice.gross.amount),
    ],
  );
  paper.facts([inWords(invoice.gross.amount)]);
  paper.paragraph(word('ui.invoice.list.note', { request: invoice.paymentRequestNumber }));
  return {
    name: `${invoice.paymentRequestNumber}-list.pdf`,
    bytes: await paper.finish(footOf(invoice.bill)),
  };
}

/** The sheet that goes with a paper invoice to the recipient. */
export async function coverPaper(invoice: InvoiceFacts): Promise<Written> {
  const { purchaser, bill } = invoice;
  const paper = new Paper(word('paper.coverTitle', { period: bill.period }), new Date(bill.runAt));
  if (purchaser) {
    paper.heading(word('paper.to'));
    paper.facts([
      [word('ui.invoicingData.title'), purchaser.title],
      [word('ui.invoicingData.recipientName'), purchaser.recipientName],
      [word('ui.invoicingData.recipientPhone'), purchaser.recipientPhone],
    ]);
    paper.paragraph(`${word('ui.invoicingData.recipientAddress')}：${purchaser.recipientAddress}`);
  }
  paper.heading(word('paper.from'));
  paper.facts([[word('ui.invoice.fact.partner'), invoice.partner.name]]);
  paper.heading(word('paper.contents'));
  paper.facts([
    [word('ui.invoice.fact.request'), invoice.paymentRequestNumber],
    [word('ui.invoice.fact.bill'), bill.number],
    [word('ui.invoice.number'), invoice.number ?? word('ui.bill.noInvoiceNumber')],
    [yuan('ui.invoice.gross'), figure(invoice.gross.amount)],
    inWords(invoice.gross.amount),
    [word('ui.invoice.due'), calendar.localDate(new Date(invoice.dueAt))],
  ]);
  for (const [i, key] of [
    'paper.content.invoice',
    'paper.content.list',
    'paper.content.bill',
  ].entries())
    paper.paragraph(`${i + 1}. ${word(key)}`);
  return {
    name: `${invoice.paymentRequestNumber}-cover.pdf`,
    bytes: await paper.finish(footOf(invoice.bill)),
  };
}
