// Everything works without this. With it: files can be dropped, progress is live, and pages answer to hand and key.
import { start as article } from "./article.js";
import { start as compare } from "./compare.js";
import { start as drop } from "./drop.js";
import { start as job } from "./job.js";
import { start as judge } from "./judge.js";

for (const begin of [article, compare, drop, job, judge]) begin(document);
