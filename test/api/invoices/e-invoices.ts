import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { fontOf } from '../../../server/modules/invoices/paper/fonts.ts';
import { zipSync } from '../platform/zip.ts';

/** Fields of an electronic invoice as its issuer wrote them. */
export interface Printed {
  readonly kind: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly sellerTitle: string;
  readonly sellerTaxNumber: string;
  readonly purchaserTitle: string;
  readonly purchaserTaxNumber: string;
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
  readonly rate: string;
}

/** XML of the tax bureau (数电票): the elements of its public format. */
export const xmlOf = (
  p: Printed,
  before = '',
): string => `<?xml version="1.0" encoding="UTF-8"?>${before}
<EInvoice>
  <Header><EIid>${p.number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.2</Version>
    <InherentLabel><InIssuType><LabelCode>Y</LabelCode><LabelName>是否蓝字发票</LabelName></InIssuType>
      <EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>
      <GeneralOrSpecialVAT><LabelCode>${p.kind === '普通' ? '02' : '01'}</LabelCode><LabelName>增值税${p.kind}发票</LabelName></GeneralOrSpecialVAT>
    </InherentLabel></Header>
  <EInvoiceData>
    <SellerInformation><SellerIdNum>${p.sellerTaxNumber}</SellerIdNum><SellerName>${p.sellerTitle}</SellerName></SellerInformation>
    <BuyerInformation><BuyerIdNum>${p.purchaserTaxNumber}</BuyerIdNum><BuyerName>${p.purchaserTitle}</BuyerName></BuyerInformation>
    <BasicInformation><TotalAmWithoutTax>${p.net}</TotalAmWithoutTax><TotalTaxAm>${p.tax}</TotalTaxAm>
      <TotalTax-includedAmount>${p.gross}</TotalTax-includedAmount><RequestTime>${p.issuedOn} 10:21:00</RequestTime></BasicInformation>
    <IssuItemInformation><ItemName>*信息技术服务*推广服务费</ItemName><Amount>${p.net}</Amount><TaxRate>${p.rate}</TaxRate><ComTaxAm>${p.tax}</ComTaxAm></IssuItemInformation>
  </EInvoiceData>
  <TaxSupervisionInfo><InvoiceNumber>${p.number}</InvoiceNumber><IssueTime>${p.issuedOn} 10:21:00</IssueTime></TaxSupervisionInfo>
</EInvoice>`;

const originalOf = (p: Printed): string => `<?xml version="1.0" encoding="UTF-8"?>
<fp:eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019">
  <fp:InvoiceTypeName>增值税电子${p.kind}发票</fp:InvoiceTypeName><fp:InvoiceNo>${p.number}</fp:InvoiceNo>
  <fp:IssueDate>${p.issuedOn.replaceAll('-', '')}</fp:IssueDate>
  <fp:TaxExclusiveTotalAmount>${p.net}</fp:TaxExclusiveTotalAmount><fp:TaxTotalAmount>${p.tax}</fp:TaxTotalAmount>
  <fp:TaxInclusiveTotalAmount>${p.gross}</fp:TaxInclusiveTotalAmount>
  <fp:Buyer><fp:BuyerName>${p.purchaserTitle}</fp:BuyerName><fp:BuyerTaxID>${p.purchaserTaxNumber}</fp:BuyerTaxID></fp:Buyer>
  <fp:Seller><fp:SellerName>${p.sellerTitle}</fp:SellerName><fp:SellerTaxID>${p.sellerTaxNumber}</fp:SellerTaxID></fp:Seller>
  <fp:GoodsInfos><fp:GoodsInfo><fp:Item>*信息技术服务*推广服务费</fp:Item><fp:TaxScheme>${Number(p.rate) * 100}%</fp:TaxScheme></fp:GoodsInfo></fp:GoodsInfos>
</fp:eInvoice>`;

/** An OFD of the earlier kind, with `original_invoice.xml`; or of the tax bureau, with its XML. */
export const ofdOf = (p: Printed, kind: 'original' | 'bureau' = 'original'): Buffer =>
  zipSync({
    'OFD.xml': '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>',
    'Doc_0/Document.xml': '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"/>',
    'Doc_0/Attachs/Attachments.xml': '<ofd:Attachments xmlns:ofd="http://www.ofdspec.org/2016"/>',
    ...(kind === 'original'
      ? { 'Doc_0/Attachs/original_invoice.xml': originalOf(p) }
      : { [`Doc_0/Attachs/dzfp_${p.number}.xml`]: xmlOf(p) }),
  });

/** The printed page, with the properties of the tax bureau or without. */
export async function pdfOf(p: Printed, properties = true): Promise<Buffer> {
  const info = {
    InvoiceNumber: p.number,
    IssueTime: p.issuedOn,
    SellerIdNum: p.sellerTaxNumber,
    TotalAmWithoutTax: p.net,
    TotalTaxAm: p.tax,
    'TotalTax-includedAmount': p.gross,
  };
  const doc = new PDFDocument({
    size: 'A4',
    info: (properties ? info : {}) as PDFKit.DocumentInfo,
  });
  doc.registerFont('song', fontOf('400Regular').bytes).font('song').fontSize(10);
  const [year, month, day] = p.issuedOn.split('-');
  for (const line of [
    `电子发票（增值税${p.kind}发票）`,
    `发票号码：${p.number}`,
    `开票日期：${year}年${month}月${day}日`,
    `名称：${p.purchaserTitle}`,
    `统一社会信用代码/纳税人识别号：${p.purchaserTaxNumber}`,
    `名称：${p.sellerTitle}`,
    `统一社会信用代码/纳税人识别号：${p.sellerTaxNumber}`,
    `*信息技术服务*推广服务费 ${p.net} ${Number(p.rate) * 100}% ${p.tax}`,
    `合 计 ¥${p.net} ¥${p.tax}`,
    `价税合计（大写） （小写）¥${p.gross}`,
  ])
    doc.text(line);
  doc.end();
  return await buffer(doc as unknown as Readable);
}
