/**
 * Gives an element of a virtual list the focus: at once where it is drawn, so that the next key is its own however
 * soon it comes; else when the list has drawn it.
 */
export function focusDrawn(find: () => HTMLElement | null | undefined): void {
  const drawn = find();
  if (drawn) drawn.focus();
  else requestAnimationFrame(() => find()?.focus());
}
