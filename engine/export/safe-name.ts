import filenamify from 'filenamify';

/**
 * Longest name of a folder, or of a file without its ending and number, in bytes: the names that systems
 * take end at 255, and whole paths on Windows soon after that.
 */
const NAME_BYTES = 180;

/** What needs no second look: most names, and there are tens of thousands of them. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_+-]*$/;
/** Names that Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])$/i;

const LONGEST_DEVICE = 7;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A name that every system takes for a file or folder: composed (NFC), without what separates folders or leads
 * out of one, without dots at its ends, no device of Windows, at most 180 bytes of whole characters. Empty
 * where nothing of it may stand.
 */
export function safeName(text: string): string {
  if (text.length <= NAME_BYTES && PLAIN.test(text) && (text.length > LONGEST_DEVICE || !DEVICE.test(text))) {
    return text;
  }
  if (/^[\s.\\/]*$/.test(text)) return '';
  const clean = filenamify(text.normalize('NFC'), { replacement: '-', maxLength: 10_000 });
  return shortened(clean.replace(/^[\s.]+/, ''));
}

/** A value as it stands within a name: safe, and in one piece. */
export function safeValue(text: string): string {
  return safeName(text.trim().replace(/\s+/gu, '-')).replace(/^[-.]+|[-.]+$/g, '');
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  let [kept, bytes] = ['', 0];
  for (const { segment } of graphemes.segment(name)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > NAME_BYTES) break;
    kept += segment;
  }
  return kept.replace(/[\s.]+$/, '');
}

const ASCII = /^[\x20-\x7e]*$/;

/** What two paths share that a disk may take for one: disks differ in case, and in how accents are composed. */
export function pathKey(path: string): string {
  if (ASCII.test(path)) return path.toLowerCase();
  return path.normalize('NFC').toUpperCase().toLowerCase();
}
