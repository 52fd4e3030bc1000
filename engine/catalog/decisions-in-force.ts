import type { Decision, Place, Verdict } from '../contract/decision.ts';
import { iou } from '../contract/geometry.ts';
import { compareClocks } from '../contract/hybrid-clock.ts';

/** Boxes that overlap at least this much mean the same place. */
const SAME_PLACE_IOU = 0.5;

/**
 * What holds of everything that was ever decided: undone decisions left out, and of several decisions
 * on one subject only the latest by clock, then by device, on every machine alike. The oldest first.
 */
export function decisionsInForce(decisions: readonly Decision[]): Decision[] {
  const latestFirst = decisions.toSorted((a, b) => compareDecisions(b, a));
  const undone = new Set<string>();
  const inForce: Decision[] = [];
  // Only decisions of one group can be on one subject.
  const groups = new Map<string, Decision[]>();
  for (const decision of latestFirst) {
    // An undo is later than what it takes back, so its own fate is known by now.
    if (undone.has(decision.id)) continue;
    if (decision.verdict.kind === 'undo') {
      undone.add(decision.verdict.decision);
      continue;
    }
    const name = groupOf(decision.verdict);
    const group = groups.get(name);
    if (group?.some((later) => sameSubject(later, decision))) continue;
    if (group) group.push(decision);
    else groups.set(name, [decision]);
    inForce.push(decision);
  }
  return inForce.reverse();
}

function groupOf(verdict: Exclude<Verdict, { kind: 'undo' }>): string {
  const { kind, place } = verdict;
  if (kind === 'bib') return `${kind} ${place.photoId} ${verdict.number}`;
  if (kind === 'person') return [kind, ...[place.photoId, verdict.other.photoId].sort()].join(' ');
  return `${kind} ${place.photoId}`;
}

/** The order in which decisions were made, the same on every machine. */
export function compareDecisions(a: Decision, b: Decision): number {
  return compareClocks(a.clock, b.clock) || compareTexts(a.device, b.device) || compareTexts(a.id, b.id);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sameSubject({ verdict: a }: Decision, { verdict: b }: Decision): boolean {
  if (a.kind === 'bib' && b.kind === 'bib') return a.number === b.number && samePlace(a.place, b.place);
  if (a.kind === 'name' && b.kind === 'name') return samePlace(a.place, b.place);
  if (a.kind === b.kind && (a.kind === 'flag' || a.kind === 'stars' || a.kind === 'label')) {
    return b.kind === a.kind && a.place.photoId === b.place.photoId;
  }
  if (a.kind === 'person' && b.kind === 'person') {
    return (
      (samePlace(a.place, b.place) && samePlace(a.other, b.other)) ||
      (samePlace(a.place, b.other) && samePlace(a.other, b.place))
    );
  }
  return false;
}

function samePlace(a: Place, b: Place): boolean {
  if (a.photoId !== b.photoId) return false;
  if (a.box === null || b.box === null) return a.box === b.box;
  return iou(a.box, b.box) >= SAME_PLACE_IOU;
}
