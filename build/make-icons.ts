// The program's icon in the form that each platform wants, all drawn from build/icons/icon.svg.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const drawing = path.join(import.meta.dirname, 'icons', 'icon.svg');

/** Sizes of Linux's icon themes; Windows takes those up to 256. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;

/** Of an `.icns`: each size's type, its double for sharp displays included. */
const icnsTypes: readonly (readonly [type: string, size: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** Writes `<size>x<size>.png`, `icon.png`, `icon.ico` and `icon.icns` into a folder. */
export async function makeIcons(folder: string): Promise<void> {
  const svg = await readFile(drawing);
  const pictures = new Map<number, Buffer>();
  for (const size of sizes) {
    pictures.set(
      size,
      await sharp(svg, { density: (72 * size) / 1024 })
        .resize(size, size)
        .png()
        .toBuffer(),
    );
  }
  const picture = (size: number): Buffer => {
    const png = pictures.get(size);
    if (!png) throw new Error(`There is no icon of ${size} pixels.`);
    return png;
  };
  await mkdir(folder, { recursive: true });
  for (const size of sizes) await writeFile(path.join(folder, `${size}x${size}.png`), picture(size));
  await writeFile(path.join(folder, 'icon.png'), picture(512));
  const small = sizes.filter((size) => size <= 256);
  await writeFile(path.join(folder, 'icon.ico'), ico(small.map((size) => ({ size, png: picture(size) }))));
  await writeFile(
    path.join(folder, 'icon.icns'),
    icns(icnsTypes.map(([type, size]) => ({ type, png: picture(size) }))),
  );
}

/** Windows' container: a directory of 16 bytes a picture, then the pictures, which may be PNGs. */
function ico(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** Apple's container: each picture after its type and its length, which counts these eight bytes too. */
function icns(pictures: readonly { readonly type: string; readonly png: Buffer }[]): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type, 'ascii');
    head.writeUInt32BE(content.length + 8, 4);
    return Buffer.concat([head, content]);
  };
  return chunk('icns', Buffer.concat(pictures.map(({ type, png }) => chunk(type, png))));
}
