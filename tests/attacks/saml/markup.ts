import { answerOf, type Forgery, factsFor, type Makings, SIGNED_PARTS, type SignedPart } from './forgery.ts';

const TAIL = '.attacker.example';

/** Markup that two readers take in two ways: a name that ends early, and documents that bring their own rules. */
export function markups(makings: Makings): Forgery[] {
  return SIGNED_PARTS.flatMap((part) => [...endedEarly(makings, part), ...ownRules(makings, part)]);
}

/** The provider signs a name of the attacker's domain; who reads up to the first piece of markup reads the victim. */
function endedEarly({ asked, key, victim }: Makings, part: SignedPart): Forgery[] {
  const inserted = {
    comment: `<!---->${TAIL}`,
    'long comment': `<!-- ${TAIL} -->${TAIL}`,
    'character data': `<![CDATA[${TAIL}]]>`,
    instruction: `<?x y?>${TAIL}`,
  };
  return Object.entries(inserted).flatMap(([what, markup]) => {
    const named = factsFor({ asked }, `${victim}${markup}`);
    const honest = factsFor({ asked }, victim);
    return [
      malformed(`${what} in the name`, part, answerOf({ ...named, attributes: {} }, key, part)),
      malformed(
        `${what} in an attribute`,
        part,
        answerOf({ ...honest, attributes: named.attributes }, key, part),
      ),
    ];
  });
}

function ownRules({ asked, key, victim }: Makings, part: SignedPart): Forgery[] {
  const answer = answerOf(factsFor({ asked }, victim), key, part);
  const before = {
    'document type': '<!DOCTYPE x>',
    entity: '<!DOCTYPE x [<!ENTITY who "x">]>',
    'entity from a file': '<!DOCTYPE x [<!ENTITY who SYSTEM "file:///etc/passwd">]>',
    'entities of entities': '<!DOCTYPE x [<!ENTITY a "xx"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
    'default attribute': '<!DOCTYPE x [<!ATTLIST saml:Assertion ID CDATA "other">]>',
    'instruction before it': '<?xml-stylesheet href="x"?>',
    'comment before it': '<!-- x -->',
    'another encoding': '<?xml version="1.0" encoding="utf-7"?>',
  };
  return Object.entries(before).map(([what, prefix]) => malformed(what, part, `${prefix}${answer}`));
}

function malformed(what: string, part: SignedPart, xml: string): Forgery {
  return { name: `${what}, ${part} signed`, reason: 'malformed', xml, genuine: true };
}
