/** What an action did, as its toast and the history say it. */
export const history = {
  'history.stars':
    '{stars, plural, =0 {Rating removed from} one {# star for} other {# stars for}} {photos, plural, one {# photo} other {# photos}}',
  'history.pick': '{photos, plural, one {# photo} other {# photos}} picked',
  'history.reject': '{photos, plural, one {# photo} other {# photos}} rejected',
  'history.unflag': '{photos, plural, one {Flag removed from # photo} other {Flags removed from # photos}}',
  'history.label': '{photos, plural, one {# photo} other {# photos}} labelled {colour}',
  'history.unlabel':
    '{photos, plural, one {Label removed from # photo} other {Labels removed from # photos}}',
  'history.accept': 'Bib <b>{number}</b> accepted',
  'history.rejectReading': 'Bib <b>{number}</b> rejected',
  'history.correct': 'Bib {from} changed to <b>{to}</b>',
  'history.tag':
    '{count, plural, one {Bib} other {Bibs}} <b>{numbers}</b> set on {photos, plural, one {# photo} other {# photos}}',
  'history.name': 'Person named <b>{number}</b> in {photos, plural, one {# photo} other {# photos}}',
  'history.nameNone': 'Person in {photos, plural, one {# photo} other {# photos}} marked as without a number',
  'history.same': 'Two persons made one',
  'history.sameAs': 'Two persons made one: <b>{number}</b>',
  'history.different': 'Two persons kept apart',
  'history.differentFrom': 'A person kept apart from <b>{number}</b>',
  'history.differentNumbers': '{a} and <b>{b}</b> kept apart',
  'history.split': '{faces, plural, one {# face} other {# faces}} made a person of their own',
  'history.splitFrom':
    '{faces, plural, one {# face} other {# faces}} of <b>{number}</b> made a person of their own',
  'history.splitTo': '{faces, plural, one {# face} other {# faces}} moved to <b>{number}</b>',
  'history.review': '<b>{number}</b> set on {photos, plural, one {# photo} other {# photos}}',
  'history.reviewNone': 'No number for {count, plural, one {# sighting} other {# sightings}}',
  'history.reviewOther': '{count, plural, one {# sighting is} other {# sightings are}} another person',
  'history.reviewNot': 'Not <b>{number}</b> on {photos, plural, one {# photo} other {# photos}}',
  'history.startList':
    'Start list imported: {added, number} added, {changed, number} changed, {removed, number} removed',
  'history.eventFacts': 'Event changed',
  'history.saveSearch': 'Search “{name}” saved',
  'history.removeSearch': 'Search “{name}” removed',
  'history.undone': 'Undone: {what}',
  'history.redone': 'Done again: {what}',
  'history.nothingToUndo': 'Nothing to undo in this event.',
  'history.nothingToRedo': 'Nothing to redo in this event.',
  'history.label.red': 'red',
  'history.label.yellow': 'yellow',
  'history.label.green': 'green',
  'history.label.blue': 'blue',
} as const;
