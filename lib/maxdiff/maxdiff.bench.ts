/**
 * Everything that is said of the engine's speed, measured in one run on one machine:
 *
 *     npm run bench [-- bayesm draws, 3000 when left out; 0 for none]
 *
 * R's packages are run beside ours where R has them (Debian: r-cran-bayesm, r-cran-survival,
 * r-cran-flexmix); where it has not, that is said aloud and only our own figures are printed.
 */
import { say } from "./fixtures/beside-r";

const parts = {
  "aggregate logit": () => import("./logit/logit.bench"),
  "latent class": () => import("./latent-class/latent-class.bench"),
  "hierarchical Bayes": () => import("./hb/hb.bench"),
  designs: () => import("./design/design.bench"),
};
for (const [name, run] of Object.entries(parts)) {
  say(`\n# ${name}`);
  await run();
}
