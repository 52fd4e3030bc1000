/**
 * Whether an embedded ICC profile is sRGB by its own description, so that colours need no
 * conversion: cameras and editors embed it in most JPEGs, and converting a frame costs as much time
 * as decoding it. Reads the `desc` tag (ICC.1:2022 section 9.2.41; text of version 2 is ASCII, of
 * version 4 UTF-16).
 */
export function isSrgbProfile(profile: Uint8Array): boolean {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const headerSize = 128;
  if (view.byteLength < headerSize + 4) return false;
  const tags = view.getUint32(headerSize);
  for (let index = 0; index < tags; index++) {
    const entry = headerSize + 4 + index * 12;
    if (entry + 12 > view.byteLength) return false;
    if (view.getUint32(entry) !== descriptionTag) continue;
    const start = view.getUint32(entry + 4);
    const text = Buffer.from(profile.subarray(start, start + view.getUint32(entry + 8))).toString('latin1');
    return text.replaceAll('\0', '').includes('sRGB');
  }
  return false;
}

/** `desc`. */
const descriptionTag = 0x64657363;
