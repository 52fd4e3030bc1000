import { create } from 'zustand';
import type { IngestMode, Source } from '../../../engine/contract/ingest.ts';

type Kind = Source['kind'];

const keyOf = (kind: Kind): string => `photofinish.import.${kind}`;

function kept(kind: Kind, usual: IngestMode): IngestMode {
  const value = localStorage.getItem(keyOf(kind));
  return value === 'copy' || value === 'inPlace' ? value : usual;
}

/** How cards and folders are imported: a card is wanted back, a folder stays where it is. */
export const useModes = create<Record<Kind, IngestMode>>()(() => ({
  card: kept('card', 'copy'),
  folder: kept('folder', 'inPlace'),
}));

export function chooseMode(kind: Kind, mode: IngestMode): void {
  useModes.setState({ [kind]: mode });
  localStorage.setItem(keyOf(kind), mode);
}
