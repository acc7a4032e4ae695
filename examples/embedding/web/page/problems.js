"use strict";

/** Shows the mistakes of a report: all of them on top, and each beside its field. @param {Failed | null} failed */
function showProblems(failed) {
  for (const old of document.querySelectorAll(".problem")) old.remove();
  for (const wrong of document.querySelectorAll("#form [aria-invalid]")) {
    wrong.removeAttribute("aria-invalid");
    wrong.removeAttribute("aria-describedby");
  }
  const all = failed?.problems?.length ? failed.problems : failed ? [{ field: "", message: failed.error, help: undefined }] : [];
  byId("problems").hidden = all.length === 0;
  byId("problem-list").replaceChildren(...all.map((problem) => {
    const says = `${problem.message}${problem.help ? ` (${problem.help})` : ""}`;
    const place = placeOf(problem.field);
    if (!place) return make("li", {}, problem.field ? `${problem.field}: ${says}` : says);
    markField(place.element, says);
    const go = () => {
      place.open?.();
      const element = placeOf(problem.field)?.element;
      const control = element?.querySelector("input, select") ?? element;
      /** @type {HTMLElement | undefined} */ (control)?.focus();
    };
    return make("li", {}, make("button", { type: "button", class: "link", click: go }, problem.field), `: ${says}`);
  }));
}

/** @param {HTMLElement} element @param {string} says */
function markField(element, says) {
  const note = make("p", { class: "problem", id: newId() }, says);
  const details = element.matches("details") ? element.querySelector("summary") : null;
  (details ?? element).append(note);
  const control = element.matches("details") ? null : element.querySelector("input, select");
  control?.setAttribute("aria-invalid", "true");
  control?.setAttribute("aria-describedby", note.id);
}

/**
 * Where a field such as `incidents[1].acts[0]` is edited: the control's wrapping, or the nearest
 * that is drawn.
 * @param {string} path
 * @returns {{ element: HTMLElement, open?: () => void } | null}
 */
function placeOf(path) {
  const [, name = "", index, rest = ""] = /^([a-z_]+)(?:\[(\d+)\])?(?:\.(.*))?$/s.exec(path) ?? [];
  const top = document.querySelector(`#report-fields [data-key="${CSS.escape(name)}"]`);
  if (top) return { element: /** @type {HTMLElement} */ (top) };
  const part = /** @type {any} */ (state.report)[name];
  const known = places.get(index === undefined ? part : part?.[Number(index)]);
  if (!known) return null;
  const keys = [rest, rest.replace(/\[.*$/s, "")];
  const found = keys.map((key) => known.place.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
  return { element: /** @type {HTMLElement} */ (found ?? known.place), open: known.open };
}
