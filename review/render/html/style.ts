/** The page's style sheet. In the page itself, because the page is one file; its hash is in the page's own policy. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #f6f7f9; --line: #d5d9e0; --text: #1a1f29; --faint: #566073;
  --bad: #b3261e; --bad-ground: #fdecea; --warn: #8a5300; --warn-ground: #fff4e0; --good: #1b6e3c; --good-ground: #e7f6ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --card: #1d2128; --line: #3a414d; --text: #e8ebf0; --faint: #a6afbf;
    --bad: #ff8a80; --bad-ground: #3a1d1b; --warn: #ffc46b; --warn-ground: #36290f; --good: #7fd79b; --good-ground: #16301f;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1rem 3rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: .4rem 0; }
small, .faint { color: var(--faint); }
.verdict { border: 2px solid currentColor; border-radius: .6rem; padding: 1rem 1.2rem; }
.verdict p { color: var(--text); }
.verdict .word { font-weight: 700; letter-spacing: .04em; }
.bad { color: var(--bad); } .warn { color: var(--warn); } .good { color: var(--good); } .same { color: var(--faint); }
.verdict.bad { background: var(--bad-ground); } .verdict.warn { background: var(--warn-ground); } .verdict.good { background: var(--good-ground); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.figures li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
.figures b { display: block; font-size: 1.4rem; line-height: 1.2; }
.note { border-left: 4px solid var(--warn); background: var(--warn-ground); padding: .5rem .8rem; margin: .75rem 0; }
.scroll { overflow-x: auto; }
.card { background: var(--card); border: 1px solid var(--line); border-left: 5px solid currentColor; border-radius: .5rem; padding: .8rem 1rem; margin: 0 0 1rem; }
.card > * { color: var(--text); }
.card .head { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }
.tag { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td, thead th { white-space: nowrap; overflow-wrap: normal; }
tbody th { min-width: 9rem; }
td.over { color: var(--bad); font-weight: 700; }
ul { padding-left: 1.2rem; margin: .4rem 0; }
li { margin: .25rem 0; }
.finding.bad, .finding.warn { color: var(--text); }
.finding b { font-weight: 600; }
.finding.bad > b { color: var(--bad); } .finding.warn > b { color: var(--warn); }
figure { margin: 0; }
svg { display: block; width: 100%; min-width: 40rem; height: auto; font: 13px system-ui, sans-serif; }
svg text { fill: var(--text); } svg text.faint { fill: var(--faint); } svg text.bad { fill: var(--bad); }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .limit { stroke: var(--faint); stroke-width: 2; stroke-dasharray: 4 3; }
svg .arrow { stroke-width: 3; fill: none; }
svg .arrow.bad { stroke: var(--bad); } svg .arrow.warn { stroke: var(--warn); } svg .arrow.good { stroke: var(--good); } svg .arrow.same { stroke: var(--faint); }
svg .head.bad { fill: var(--bad); } svg .head.warn { fill: var(--warn); } svg .head.good { fill: var(--good); } svg .head.same { fill: var(--faint); }
svg .start { fill: var(--ground); stroke: var(--faint); stroke-width: 2; }
svg .bar.before { fill: var(--line); } svg .bar.bad { fill: var(--bad); } svg .bar.good { fill: var(--good); } svg .bar.warn { fill: var(--warn); }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; color: var(--faint); font-size: .85rem; }
@media print {
  :root { --ground: #fff; --card: #fff; --line: #bbb; --text: #000; --faint: #444; --bad: #900; --warn: #740; --good: #060; --bad-ground: #fff; --warn-ground: #fff; --good-ground: #fff; }
  body { max-width: none; padding: 0; font-size: .85rem; } .card { break-inside: avoid; } svg { min-width: 0; } details > * { display: block; }
}
`;
