import { describe, expect, test } from 'vitest';
import { membership, NumberVotes, type Vote } from './votes.ts';

let photos = 0;
const vote = (number: string, confidence: number, moment = `m${photos}`): Vote => ({
  photo: `p${photos++}`,
  moment,
  number,
  confidence,
});
const best = (votes: readonly Vote[], without: string | null = null) =>
  new NumberVotes(votes, votes.length).without(without)[0];

describe('votes on a number', () => {
  test('of several moments are surer than one, and than several of one moment', () => {
    const one = best([vote('349', 0.8)])!;
    const oneMoment = best([vote('349', 0.8, 'm'), vote('349', 0.8, 'm')])!;
    const two = best([vote('349', 0.8), vote('349', 0.8)])!;
    expect(one.confidence).toBeCloseTo(0.8);
    expect(oneMoment.confidence).toBeGreaterThan(one.confidence);
    expect(two.confidence).toBeGreaterThan(oneMoment.confidence);
    expect(two.photos).toBe(2);
  });

  test('nothing is its own witness', () => {
    const [own, other] = [vote('349', 0.95), vote('349', 0.6)];
    expect(best([own, other], own.photo)).toMatchObject({ number: '349', photos: 1 });
    expect(best([own, other], own.photo)!.confidence).toBeCloseTo(0.6);
    expect(best([own], own.photo)).toBeUndefined();
  });

  test('numbers compete, and their probabilities sum to at most one', () => {
    const votes = [vote('349', 0.9), vote('349', 0.9), vote('812', 0.9)];
    const counted = new NumberVotes(votes, votes.length).without(null);
    expect(counted.map(({ number }) => number)).toEqual(['349']);
    expect(counted[0]!.confidence).toBeLessThan(best(votes.slice(0, 2))!.confidence);
    const even = new NumberVotes([vote('349', 0.9), vote('812', 0.9)], 2).without(null);
    expect(even.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1);
    expect(even[0]!.confidence).toBeLessThan(0.5);
  });

  test('a part of a likelier number does not compete with it', () => {
    const whole = best([vote('349', 0.9), vote('349', 0.9)])!;
    const withPart = best([vote('349', 0.9), vote('349', 0.9), vote('34', 0.9)])!;
    expect(withPart).toMatchObject({ number: '349', confidence: whole.confidence });
  });
});

test('a number that is read in few of many photos is doubted', () => {
  const votes = [vote('349', 0.95), vote('349', 0.95)];
  const [few, many] = [5, 25].map((photos) => new NumberVotes(votes, photos).without(null)[0]!.confidence);
  expect(few).toBeGreaterThan(0.98);
  expect(many).toBeLessThan(0.5);
});

test('the more a face is like its person, the likelier it belongs', () => {
  const steps = [0.3, 0.4, 0.5, 0.6, 0.8].map((likeness) => membership(likeness, false));
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(steps[0]).toBeLessThan(0.1);
  expect(steps[4]).toBeGreaterThan(0.98);
  expect(membership(0.5, true)).toBeLessThan(membership(0.5, false));
});
