/** A single picture searches for a face; several files, or a folder, are photos to import. */
export function hasPicture({ items }: DataTransfer): boolean {
  const files = [...items].filter(({ kind }) => kind === 'file');
  return files.length === 1 && files[0]?.type.startsWith('image/') === true;
}

/** That single picture; null where it is none. */
export function pictureOf({ files }: DataTransfer): File | null {
  const [picture] = files;
  return files.length === 1 && picture?.type.startsWith('image/') === true ? picture : null;
}
