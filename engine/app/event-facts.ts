import { AppError } from '../contract/app-error.ts';
import type { BibRules } from '../contract/bib-rules.ts';
import type { EventFacts } from '../contract/event.ts';
import type { EventChange } from '../contract/procedures/events.ts';
import { isTimeZone } from '../ingest/camera-time.ts';
import type { AppContext } from './context.ts';

/**
 * What a person said of an event, as the catalog keeps it: only the facts that were said, each looked
 * at. The folder for copies is one that was granted. The catalog is opened only to look that up: what
 * is wrong with the words is said without it.
 * @throws AppError INPUT_INVALID
 */
export async function checkedFacts(
  context: Pick<AppContext, 'catalog'>,
  change: EventChange,
): Promise<Partial<EventFacts>> {
  const { keepIn, ...rest } = change;
  if (rest.timeZone !== undefined && !isTimeZone(rest.timeZone)) {
    throw new AppError(
      'INPUT_INVALID',
      `${rest.timeZone} is no time zone that this machine knows. Name a place, such as Europe/Vienna or America/New_York.`,
    );
  }
  if (rest.bibRules) checkBibRules(rest.bibRules);
  const said = Object.entries(rest).filter(([, value]) => value !== undefined);
  const facts: Partial<EventFacts> = Object.fromEntries(said);
  // An empty field of a form is a place that was not said.
  if (facts.place === '') facts.place = null;
  if (keepIn === undefined) return facts;
  return { ...facts, photosFolder: keepIn === null ? null : await grantedFolder(context, keepIn) };
}

async function grantedFolder(context: Pick<AppContext, 'catalog'>, id: string): Promise<string> {
  const path = await (await context.catalog()).grantedFolder(id);
  if (path !== null) return path;
  throw new AppError(
    'INPUT_INVALID',
    'The folder for copies was not chosen on this machine. Choose it again, in the desktop application.',
  );
}

function checkBibRules({ alphabet, minLength, maxLength, ranges }: BibRules): void {
  const [odd] = alphabet.match(/[\s\p{Cc}]/u) ?? [];
  if (odd !== undefined) {
    throw new AppError(
      'INPUT_INVALID',
      'The characters of bibs have a space among them. Write them one after the other: 0123456789ABC.',
    );
  }
  if (minLength > maxLength) {
    throw new AppError(
      'INPUT_INVALID',
      `A bib cannot have at least ${minLength} and at most ${maxLength} characters. Exchange the two.`,
    );
  }
  for (const { from, to } of ranges) {
    if (from > to) {
      throw new AppError(
        'INPUT_INVALID',
        `The range ${from}–${to} ends before it begins. Write it as ${to}–${from}.`,
      );
    }
  }
}
