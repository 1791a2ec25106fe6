import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { DemoPartner } from './demo-users.ts';
import type { DemoFile } from './uploaded.ts';

/** A business license for the demo. The same partner and time give the same bytes. */
export async function businessLicense(partner: DemoPartner, at: Date): Promise<DemoFile> {
  const doc = new PDFDocument({ size: 'A4', info: { CreationDate: at, ModDate: at } });
  doc.fontSize(28).text('BUSINESS LICENSE', { align: 'center' }).moveDown();
  doc.fontSize(14).text(`Company: ${partner.nameEn}`).moveDown();
  doc.text(`Unified social credit code: ${partner.taxNumber}`).moveDown();
  doc.text('Demo document, without legal effect.');
  doc.end();
  return {
    name: '营业执照.pdf',
    mediaType: 'application/pdf',
    content: await buffer(doc),
  };
}
