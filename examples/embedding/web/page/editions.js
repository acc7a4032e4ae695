"use strict";

/** Every edition side by side; the name of one is a button that decides under it. @param {Verdict[]} verdicts */
function showEditions(verdicts) {
  const several = new Set(verdicts.map((verdict) => verdict.who)).size > 1;
  const codes = (/** @type {string[]} */ list) => list.join(", ");
  /** @type {[string, (v: Verdict) => Node | string][]} */
  const columns = [["Edition", (v) => editionButton(v.edition)]];
  if (several) columns.push(["Who", (v) => v.who]);
  columns.push(["Recorded", (v) => make("b", {}, v.recorded)]);
  if (verdicts.some((v) => v.also_record.length)) columns.push(["In addition", (v) => codes(v.also_record)]);
  if (verdicts.some((v) => v.related.length)) columns.push(["Related", (v) => codes(v.related)]);
  if (verdicts.some((v) => v.referred.length)) columns.push(["Between", (v) => codes(v.referred)]);
  columns.push(["What makes the difference", difference]);
  const row = (/** @type {Verdict} */ verdict) =>
    make("tr", { "data-edition": verdict.edition, class: verdict.edition === decidedUnder ? "chosen" : "" },
      ...columns.map(([, cell], n) => (n === 0 ? make("th", { scope: "row" }, cell(verdict)) : make("td", {}, cell(verdict)))));
  byId("editions").replaceChildren(make("table", {},
    make("thead", {}, make("tr", {}, ...columns.map(([head]) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...verdicts.map(row))));
}

/** @param {string} id */
function editionButton(id) {
  const title = words.editions.find((edition) => edition.id === id)?.title ?? "";
  return make("button", { type: "button", class: "link", title, click: () => {
    chooseEdition(id);
    byId("edition").focus();
  } }, id);
}

/** @param {Verdict} verdict */
function difference({ rules, as_before: same }) {
  const before = same ? make("p", { class: "quiet" }, "As before.") : null;
  return make("div", {}, before, ...rules.map((rule) =>
    make("p", {}, `${rule.says}. `, make("cite", {}, `${rule.rule}: ${rule.cites}`))));
}
