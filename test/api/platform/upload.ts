import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { type Browser, COOKIE, openWeb, type Web } from '../../kit/web.ts';
import type { Caller, World } from '../../kit/world.ts';
import { zipSync } from './zip.ts';

/** The application with a folder for its files. */
export interface FileDesk extends Web {
  readonly dataDir: string;
  /** A browser in which the member is signed in. */
  signedIn(caller: Caller): Promise<Browser>;
  /** Names of the files that are stored or being received, below the data folder. */
  stored(): string[];
}

export async function openFileDesk(world: World): Promise<FileDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'files-'));
  const web = await openWeb(world, { dataDir });
  return {
    ...web,
    dataDir,
    async signedIn({ viewer }) {
      const browser = web.browser();
      const origin = { ip: '203.0.113.1', userAgent: 'test' };
      const { sessions } = web.app.auth;
      const account = { userId: viewer.actorId, epoch: 0 };
      const opened = await sessions.openMember(account, viewer.memberId, origin);
      browser.cookie = opened!.token;
      return browser;
    },
    stored: () =>
      readdirSync(dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    async close() {
      await web.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export const BOUNDARY = 'a-boundary-of-the-tests';

/** A form with one file, as a browser writes it. */
export const form = (name: string, content: Uint8Array | string): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);

export const FORM_HEADERS = {
  'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
  'x-partnergraph': '1',
  'sec-fetch-site': 'same-origin',
};

export const send = (
  browser: Browser,
  name: string,
  content: Uint8Array | string,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> =>
  browser.post('/files', form(name, content), { ...FORM_HEADERS, ...headers });

/** Sends a file that must be accepted and returns its id. */
export async function sent(browser: Browser, name: string, content = PDF): Promise<string> {
  const answer = await send(browser, name, content);
  if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.json().id;
}

export { COOKIE };

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const JPG = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]),
  Buffer.from('JFIF\0'),
  Buffer.alloc(40, 1),
]);
const CFB = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(504),
]);
/** The beginning of a program for Windows. */
export const EXE = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0\x04'), Buffer.alloc(600, 0)]);

const officeOf = (kind: string): Buffer =>
  zipSync({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`,
    'x.xml': '<x/>',
  });

/** A file of each accepted kind, by the ending of its name, with its media type. */
export const SAMPLES: Readonly<Record<string, readonly [Uint8Array | string, string]>> = {
  pdf: [PDF, 'application/pdf'],
  png: [PNG, 'image/png'],
  jpg: [JPG, 'image/jpeg'],
  JPEG: [JPG, 'image/jpeg'],
  docx: [
    officeOf('wordprocessingml.document'),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  xlsx: [
    officeOf('spreadsheetml.sheet'),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  doc: [CFB, 'application/msword'],
  xls: [CFB, 'application/vnd.ms-excel'],
  zip: [zipSync({ 'a.txt': 'a' }), 'application/zip'],
  ofd: [zipSync({ 'Doc_0/Document.xml': '<d/>', 'OFD.xml': '<ofd/>' }), 'application/ofd'],
  xml: ['<?xml version="1.0"?><发票 号="1"/>', 'application/xml'],
  txt: ['BM starts like a bitmap, and is a text', 'text/plain'],
  csv: ['账号,名称\nacme,云帆\n', 'text/csv'],
};
