// Everything works without this. With it: files can be dropped, progress is live, and pages answer to hand and key.
import { start as drop } from "./drop.js";
import { start as job } from "./job.js";

for (const begin of [drop, job]) begin(document);
