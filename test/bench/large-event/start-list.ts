import type { Entry } from '../../../engine/contract/start-list.ts';
import { Prng } from '../../fixtures/race/prng.ts';

const firstNames = (
  'Ada Anaïs Bruno Carla Dario Elin Émile Femke Goran Hanna Ines Jonas Jürgen Kaja Lea Léa Luís Maren Mila Nils ' +
  'Oda Ørjan Petra Quinn Rosa Sanne Søren Tove Uma Vera Wim Yara Zoë Žofia'
).split(' ');
const lastNames = (
  'Aas,Ångström,Berger,Björk,Costa,Çelik,Dahl,Dvořák,Ek,Ferrer,García López,Gruber,Haas,Holt,Ilves,Jansen,Kaya,' +
  'Koch,Lindt,Łukasik,Moser,Müller,Nowak,Novák,Nuñez,O’Brien,Olsen,Prinz,Quast,Riva,Sand,Smith-Jones,Şahin,Toth,' +
  'Urban,van der Berg,Vogt,Weiß,Whitlock,Young,Zeller'
).split(',');
const places = 'Harbour Quay Oberdorf Nord Altstadt Mill Forest Lakeside Castle Bridge'.split(' ');
const clubs = ['Harriers', 'Tri', 'Runners', 'Athletics', 'Striders', 'Lauftreff 08'];
const ages = [20, 30, 35, 40, 45, 50, 55, 60];

/** Entries of a race with bibs from 1 on, most of them in teams; every hundredth bib has a letter. */
export function inventStartList(count: number): Entry[] {
  const random = new Prng(`start list ${count}`);
  const teams = places.flatMap((place) => clubs.map((club) => `${place} ${club}`));
  return Array.from({ length: count }, (_, i) => ({
    bib: i % 100 === 99 ? `E${(i + 1) / 100}` : String(i + 1),
    name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    category: `${random.pick(['F', 'M'])}${random.pick(ages)}`,
    team: random.chance(0.7) ? random.pick(teams) : null,
    wave: String(1 + Math.floor((i / count) * 4)),
  }));
}
