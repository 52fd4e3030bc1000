/** Outlines of every icon on a 16 × 16 grid, drawn with a stroke of 1.5. Two strokes of 2 and more are dots. */
export const icons = {
  check: { lines: 'M3 8.5l3.2 3.2L13 5' },
  question: { lines: 'M5.4 6a2.6 2.6 0 1 1 4.1 2.1C8.4 8.9 8 9.3 8 10.2', dots: 'M8 12.8v.1' },
  cross: { lines: 'M4 4l8 8M12 4l-8 8' },
  search: { lines: 'M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M10.5 10.5L14 14' },
  grid: { lines: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z' },
  image: {
    lines:
      'M3 3h10a1 1 0 0 1 1 1v8a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-8a1 1 0 0 1 1 -1zM2 11l3.5-3.5 3 3 2-2L14 12M9.5 6a1 1 0 1 0 2 0a1 1 0 1 0 -2 0',
  },
  card: { lines: 'M4 2h6l3 3v9H4zM6.5 2.5v3M8.5 2.5v3' },
  folder: { lines: 'M2 4h4l1.5 2H14v7H2z' },
  face: { lines: 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M5.8 6.6v.4M10.2 6.6v.4M5.6 10q2.4 1.8 4.8 0' },
  people: {
    lines:
      'M3.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M1.5 13.5c0-3 2-4.5 4.5-4.5s4.5 1.5 4.5 4.5M10.5 3.2a2.4 2.4 0 0 1 0 4.6M12 9.4c1.6.6 2.5 2 2.5 4.1',
  },
  bib: {
    lines:
      'M3 3.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-7a1 1 0 0 1 1 -1zM6.5 7l1.5-1v4.5M4 5.3v.1M12 5.3v.1',
  },
  star: { lines: 'M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z' },
  flag: { lines: 'M4 14V2.5M4 3h8l-2 3 2 3H4' },
  camera: { lines: 'M2 5h3l1-1.5h4L11 5h3v8H2zM5.6 9a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0' },
  clock: { lines: 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M8 4.5V8l2.5 1.5' },
  cloud: { lines: 'M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 6.2a3.2 3.2 0 0 1-.4 6.3z' },
  cloudOff: { lines: 'M2 2l12 12M6 4a4 4 0 0 1 6 2.2 3.2 3.2 0 0 1 1.3 5.4M4.2 6.5a3 3 0 0 0 .3 6h6' },
  up: { lines: 'M8 13V3.5M4.5 7L8 3.5 11.5 7' },
  down: { lines: 'M8 3v9.5M4.5 9L8 12.5 11.5 9' },
  chevronDown: { lines: 'M4 6l4 4 4-4' },
  chevronRight: { lines: 'M6 4l4 4-4 4' },
  chevronLeft: { lines: 'M10 4L6 8l4 4' },
  warning: { lines: 'M8 2.5L14.5 13.5H1.5zM8 6.5v3.4', dots: 'M8 11.8v.1' },
  pause: { lines: '', dots: 'M5.5 3.5v9M10.5 3.5v9' },
  retry: { lines: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3' },
  sun: {
    lines:
      'M5 8a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13',
  },
  eject: { lines: 'M3 10l5-6 5 6zM3 13h10' },
  plus: { lines: 'M8 3v10M3 8h10' },
  minus: { lines: 'M3 8h10' },
  split: { lines: 'M8 14V9L3.5 4.5M8 9l4.5-4.5M3 8V4h4M13 8V4H9' },
  merge: { lines: 'M3 3v2c0 3 5 2 5 5v3.5M13 3v2c0 3-5 2-5 5M5.5 11L8 13.5l2.5-2.5' },
  undo: { lines: 'M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3' },
  drive: {
    lines:
      'M3.5 4h9a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1 -1.5 1.5h-9a1.5 1.5 0 0 1 -1.5 -1.5v-5a1.5 1.5 0 0 1 1.5 -1.5zM2 9h12M11.5 10.6v.1',
  },
  server: {
    lines:
      'M3.5 2.5h9a1 1 0 0 1 1 1v2.5a1 1 0 0 1 -1 1h-9a1 1 0 0 1 -1 -1v-2.5a1 1 0 0 1 1 -1zM3.5 9h9a1 1 0 0 1 1 1v2.5a1 1 0 0 1 -1 1h-9a1 1 0 0 1 -1 -1v-2.5a1 1 0 0 1 1 -1z',
    dots: 'M5 4.8v.1M5 11.2v.1',
  },
  list: { lines: 'M5.5 4H14M5.5 8H14M5.5 12H14M2.5 4v.1M2.5 8v.1M2.5 12v.1' },
  tag: { lines: 'M2 2.5h5.5L14 9l-5 5L2.5 7.5z', dots: 'M5 5.3v.1' },
  burst: {
    lines: 'M3 5h7a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-7a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1zM5 5V3h9v8h-3',
  },
  more: { lines: '', dots: 'M3.5 8v.1M8 8v.1M12.5 8v.1' },
  eye: {
    lines: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  },
  lock: {
    lines:
      'M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1 -1 1h-7a1 1 0 0 1 -1 -1v-4.5a1 1 0 0 1 1 -1zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  },
  minimize: { lines: 'M3.5 8h9' },
  maximize: { lines: 'M3.5 3.5h9v9h-9z' },
  export: { lines: 'M8 10V2.5M5 5.5l3-3 3 3M3 8.5V13h10V8.5' },
  file: { lines: 'M4 2h5l3 3v9H4zM9 2v3h3' },
  fit: { lines: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10' },
  sort: { lines: 'M5 3v10M2.5 10.5L5 13l2.5-2.5M9 4h5M9 8h4M9 12h2.5' },
  command: { lines: 'M4 12l4-4-4-4M9 12h4' },
  save: { lines: 'M4 2h8v12l-4-3-4 3z' },
  bolt: { lines: 'M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z' },
  ban: { lines: 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M3.8 3.8l8.4 8.4' },
  gear: {
    lines:
      'M2 4.5h5M11 4.5h3M2 11.5h3M9 11.5h5M7 4.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M5 11.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  },
  restore: { lines: 'M5.5 5.5v-2h7v7h-2M3.5 5.5h7v7h-7z' },
  play: { lines: 'M5 3l8 5-8 5z' },
  keyboard: { lines: 'M2 4.5h12v7H2zM4.5 7v.1M7 7v.1M9.5 7v.1M12 7v.1M5 9.5h6' },
} as const satisfies Record<string, { lines: string; dots?: string }>;

export type IconName = keyof typeof icons;
