// Scores answers of a server on this machine with Mozilla's own tests. Its `scan` refuses 404 and 500 and takes neither
// ports nor paths, so what it does is done here with its parts.
//   node score.mjs <folder of node_modules> <http port> <https port> <path>...     one line of JSON for each path
import { pathToFileURL } from "node:url";

const [folder, httpPort, httpsPort, ...paths] = process.argv.slice(2);
const part = (name) => import(pathToFileURL(`${folder}/@mdn/mdn-http-observatory/src/${name}`).href);
const { ALL_TESTS } = await part("constants.js");
const { retrieve } = await part("retriever/retriever.js");
const { getGradeForScore, getScoreModifier } = await part("grader/grader.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part("grader/charts.js");

for (const path of paths) {
  const answers = await retrieve("localhost", { httpPort, httpsPort, path });
  if (!answers.responses.auto) throw new Error(`${path}: no answer`);
  const results = ALL_TESTS.map((test) => test(answers)).filter(({ result }) => result);
  const points = results.map(({ result }) => getScoreModifier(result));
  const lost = points.filter((each) => each < 0).reduce((sum, each) => sum + each, 100);
  // Extra points count only for whoever is good already.
  const all = points.reduce((sum, each) => sum + each, 100);
  const { grade, score } = getGradeForScore(lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : lost);
  const status = answers.responses.auto.status;
  const failed = results.filter((each) => !each.pass).map((each) => each.result);
  console.log(JSON.stringify({ path, status, grade, score, failed }));
}
