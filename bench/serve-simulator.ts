/** The model simulator in a process of its own: `node serve-simulator.ts JSON-OPTIONS`. */
import { clinicalAnswers } from '../test/simulator/clinical-answers.ts';
import { startSimulator } from '../test/simulator/simulator.ts';

const simulator = await startSimulator(JSON.parse(process.argv[2] ?? '{}'));
/** "size-900" asks for an answer of that many tokens: what the older system's three questions brought back. */
simulator.respond((request) => {
  const tokens = /^size-(\d+)$/.exec(request.schemaName ?? '')?.[1];
  return tokens ? { text: 'word '.repeat(Math.ceil((Number(tokens) * 4) / 5)) } : clinicalAnswers(request);
});
console.log(`ready ${simulator.url}`);
