/**
 * Moves the focus to the next panel (`data-panel`) in the order in which they are seen, into what had
 * the focus there last where that is still there.
 */
export function nextPanel(step: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>('main [data-panel]')].filter(
    (panel) => panel.getClientRects().length > 0,
  );
  if (panels.length === 0) return;
  const here = panels.findIndex((panel) => panel.contains(document.activeElement));
  const next = panels[(here + step + (here < 0 && step < 0 ? 1 : 0) + panels.length) % panels.length];
  if (!next) return;
  const inside = next.querySelector<HTMLElement>(
    '[data-panel-focus], [tabindex="0"], button, input, a[href]',
  );
  (inside ?? next).focus();
}
