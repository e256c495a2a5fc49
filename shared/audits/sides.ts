export type Side = 'left' | 'right';

const both = /\b(?:both|bilateral\w*|either|each|sides|symmetric\w*|equal\w*|opposite|contralateral)\b/i;
/** "The right dose", "right through", "right away", "I left it" name no side. */
const noSide =
  /\bright (?:away|now|through|on|up|down|across|after|before|in the middle|here|there|as|enough|dose|ventric\w*|atri\w*|heart|axis|bundle|parasternal|coronary)\b|\b(?:all|quite|that's|just|not|it) right\b|\b(?:I|he|she|it|has|have|was|is|been|they) left\b|\bleft (?:it|me|him|her|them|the|my|his|to|with|over|alone|behind|ventric\w*|atri\w*|heart|axis|bundle|parasternal|coronary|anterior descending|shift)\b/gi;

/** The one side that a text names; undefined where it names none, or both. */
export function onlySide(text: string): Side | undefined {
  const plain = text.replace(noSide, ' ');
  const [left, right] = [/\bleft(?:-sided)?\b/i.test(plain), /\bright(?:-sided)?\b/i.test(plain)];
  if (left === right || both.test(plain)) return undefined;
  return left ? 'left' : 'right';
}
