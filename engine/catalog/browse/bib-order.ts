/** Order of bibs for people: shorter numbers first, so 9 comes before 10. */
export function compareBibs(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
