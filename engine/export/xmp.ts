import type { Athlete } from './athletes.ts';

/** Bib, name, team and category, as programs for photos list them. */
export function keywordsOf({ bib, name, category, team }: Athlete): string[] {
  return [bib, name, category, team].filter((word) => word !== '');
}

/**
 * What an XMP file beside a photo says (ISO 16684-1): keywords and the person shown, as Dublin Core and the
 * IPTC's extension name them. The same packet goes into a resized photo.
 */
export function sidecarText(athlete: Athlete | null, event: string): string {
  const keywords = athlete ? keywordsOf(athlete) : [];
  const person = athlete === null ? '' : athlete.name || athlete.bib;
  return `<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Photofinish">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
${list('dc:subject', keywords)}${list('Iptc4xmpExt:PersonInImage', person === '' ? [] : [person])}   <Iptc4xmpExt:Event>
    <rdf:Alt><rdf:li xml:lang="x-default">${escaped(event)}</rdf:li></rdf:Alt>
   </Iptc4xmpExt:Event>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;
}

function list(name: string, values: readonly string[]): string {
  if (values.length === 0) return '';
  const items = values.map((value) => `     <rdf:li>${escaped(value)}</rdf:li>\n`).join('');
  return `   <${name}>\n    <rdf:Bag>\n${items}    </rdf:Bag>\n   </${name}>\n`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For XML 1.0, which has no place for control characters. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/[&<>"]/g, (sign) => entities[sign]!);
}
